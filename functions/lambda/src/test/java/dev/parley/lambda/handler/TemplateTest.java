package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.TreeMap;
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
      own.removeAll(Set.of(Wanted.choices()));
      assertThat(own).as(function.id()).isEqualTo(wanted);
      assertThat(function.environment()).as(function.id()).containsKeys(Wanted.keys());
    }
  }

  /** Who has the provider's key can have money leave, and who has the other can have it arrive. */
  @Test
  void onlyWhoSpeaksWithTheProviderIsToldItsKeys() {
    Map<String, Set<String>> told = new TreeMap<>();
    for (FunctionResource function : STACK.functions()) {
      Set<String> own = new TreeSet<>(function.environment().keySet());
      own.retainAll(Set.of(Wanted.choices()));
      if (!own.isEmpty()) {
        told.put(function.id(), own);
      }
    }
    Set<String> calling = Set.of("PAYMENT_PROVIDER", "PAYMENT_ENDPOINT", "PAYMENT_KEY");
    assertThat(told)
        .isEqualTo(
            Map.of(
                "Consultations", calling,
                "Finance", calling,
                "FinanceSlices", calling,
                "TopUps", calling,
                "PaymentSteps", calling,
                "PaymentWebhook", Set.of(Wanted.choices())));
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
            Map.ofEntries(
                Map.entry("Consultations", new Consultations(environment, clock).routes()),
                Map.entry("Conversations", new Conversations(environment, clock).routes()),
                Map.entry("Erasures", new Erasures(environment, clock).routes()),
                Map.entry("Evidence", new Evidence(environment, clock).routes()),
                Map.entry(
                    "Files", new dev.parley.lambda.handler.Files(environment, clock).routes()),
                Map.entry("FinanceReports", new FinanceReports(environment, clock).routes()),
                Map.entry("Members", new Members(environment, clock).routes()),
                Map.entry("PaymentWebhook", new PaymentWebhook(environment, clock).routes()),
                Map.entry("TopUps", new TopUps(environment, clock).routes()),
                Map.entry("Withdrawals", new Withdrawals(environment, clock).routes()),
                Map.entry("Standings", new Standings(environment, clock).routes()),
                Map.entry("Wallet", new Wallet(environment, clock).routes()),
                Map.entry("Writing", new Writing(environment, clock).routes()),
                Map.entry("Workspace", new Workspace(environment, clock).routes())));
  }

  @Test
  void everyRouteOfTheHttpApiWantsATokenButThoseOfTheProviderWhoseCallsAreSigned() {
    assertThat(STACK.httpApis().getFirst().routes())
        .filteredOn(route -> route.authorizer().isEmpty())
        .extracting(HttpApiResource.Route::function, HttpApiResource.Route::path)
        .containsExactlyInAnyOrder(
            tuple("PaymentWebhook", "/webhooks/payments/{workspace}"),
            tuple("PaymentWebhook", "/webhooks/unitpay/{workspace}"));
    assertThat(STACK.httpApis().getFirst().routes())
        .filteredOn(route -> !route.function().equals("PaymentWebhook"))
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
