package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parley.lambda.bootstrap.Wanted;
import dev.parley.local.template.Addresses;
import dev.parley.local.template.FunctionResource;
import dev.parley.local.template.HttpApiResource;
import dev.parley.local.template.Stack;
import dev.parley.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What cfn-lint cannot know: whether the template and the code mean each other. */
class TemplateTest {
  private static final Path FILE = Path.of(System.getProperty("parley.root"), "template.yaml");
  private static final Stack STACK = Template.read(FILE).resolve(Map.of(), Addresses.none());

  @Test
  void everyHandlerOfTheTemplateIsAClassAndEveryHandlerClassIsInTheTemplate() {
    Set<String> declared =
        STACK.functions().stream().map(FunctionResource::handler).collect(Collectors.toSet());
    Set<String> written =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.parley.lambda.handler")
                .stream()
                .filter(
                    one ->
                        one.isAssignableTo(RequestHandler.class)
                            || one.isAssignableTo(RequestStreamHandler.class))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    assertThat(declared).isEqualTo(written);
  }

  @Test
  void everyFunctionGetsEveryKeyItsConfigurationWantsAndNoOther() {
    assertThat(STACK.functions()).isNotEmpty();
    for (FunctionResource function : STACK.functions()) {
      Set<String> own = new TreeSet<>(function.environment().keySet());
      own.removeIf(key -> key.startsWith("AWS_") || key.equals("_HANDLER"));
      Set<String> wanted = new TreeSet<>(Set.of(Wanted.keys()));
      wanted.removeIf(key -> key.startsWith("AWS_"));
      assertThat(own).as(function.id()).isEqualTo(wanted);
      assertThat(function.environment()).as(function.id()).containsKeys(Wanted.keys());
    }
  }

  /** Without an alias behind it, SnapStart silently does nothing. */
  @Test
  void everythingThatCallsAFunctionCallsItsAlias() throws IOException {
    String text = Files.readString(FILE);
    assertThat(text)
        .contains("SnapStart: {ApplyOn: PublishedVersions}")
        .contains("AutoPublishAlias: live")
        .contains("AutoPublishAliasAllProperties: true");
    List<String> targets =
        Pattern.compile("(?:FunctionArn|AuthArn): *(.+?)[}\\s]")
            .matcher(text.replace("!Ref ", "!Ref:"))
            .results()
            .map(target -> target.group(1))
            .toList();
    assertThat(targets)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(target -> assertThat(target).matches("!Ref:[A-Za-z]+\\.Alias"));
    assertThat(STACK.functions())
        .allSatisfy(function -> assertThat(function.arn()).endsWith(":live"));
  }

  @Test
  void theRoutesOfTheTemplateAreTheRoutesOfTheHandlers() {
    Map<String, Set<String>> declared =
        STACK.httpApis().getFirst().routes().stream()
            .collect(
                Collectors.groupingBy(
                    HttpApiResource.Route::function,
                    Collectors.mapping(
                        route -> route.method() + " " + route.path(), Collectors.toSet())));
    Map<String, String> environment = STACK.functions().getFirst().environment();
    InstantSource clock = InstantSource.system();
    assertThat(declared)
        .isEqualTo(
            Map.of(
                "Consultations", new Consultations(environment, clock).routes(),
                "Conversations", new Conversations(environment, clock).routes(),
                "Erasures", new Erasures(environment, clock).routes(),
                "Evidence", new Evidence(environment, clock).routes(),
                "Files", new dev.parley.lambda.handler.Files(environment, clock).routes(),
                "Members", new Members(environment, clock).routes(),
                "Standings", new Standings(environment, clock).routes(),
                "Wallet", new Wallet(environment, clock).routes(),
                "Writing", new Writing(environment, clock).routes(),
                "Workspace", new Workspace(environment, clock).routes()));
  }

  @Test
  void everyRouteOfTheHttpApiWantsAToken() {
    assertThat(STACK.httpApis().getFirst().routes())
        .isNotEmpty()
        .allSatisfy(route -> assertThat(route.authorizer()).contains("Person"));
  }

  @Test
  void everyFunctionHasAnAlarm() throws IOException {
    String text = Files.readString(FILE);
    assertThat(STACK.functions())
        .allSatisfy(
            function ->
                assertThat(text)
                    .contains("Name: FunctionName, Value: !Ref " + function.id() + "}"));
  }
}
