package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.parley.core.workspace.InMemoryDirectory;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import dev.parley.lambda.wire.Answers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestTest {
  private static final Path EVENTS =
      Path.of(System.getProperty("parley.root", "."), "events").toAbsolutePath();

  private final LoggedInvocation invocation = new LoggedInvocation();
  private final Rest rest = rest();

  private static Rest rest() {
    InMemoryDirectory directory = new InMemoryDirectory();
    Workspace portal = new Workspace("legal-portal", "Portal", StartPolicy.CLIENT_ONLY, Set.of());
    Member vera =
        new Member(
            "legal-portal",
            "vera-orlova",
            "Vera",
            Set.of(Role.CLIENT),
            Optional.empty(),
            Set.of(),
            0);
    directory.provision(new Preset(portal, List.of(), List.of(vera)));
    return new Rest(directory, Map.of("GET /me", _ -> me -> Answers.me(me, List.of())));
  }

  private static APIGatewayV2HTTPEvent me() throws IOException {
    return LambdaEventSerializers.serializerFor(
            APIGatewayV2HTTPEvent.class, RestTest.class.getClassLoader())
        .fromJson(Files.newInputStream(EVENTS.resolve("workspace-me.json")));
  }

  @Test
  void aKnownRouteIsAnsweredAndLoggedWithItsOutcome() throws IOException {
    assertThat(rest.answer(me(), invocation).getStatusCode()).isEqualTo(200);
    assertThat(invocation.lines()).containsExactly("INFO GET /me 200");
  }

  @Test
  void aRouteThatOnlyTheTemplateKnowsIsNotFoundAndAnErrorInTheLog() throws IOException {
    APIGatewayV2HTTPEvent event = me();
    event.setRouteKey("GET /whoami");
    APIGatewayV2HTTPResponse answer = rest.answer(event, invocation);

    assertThat(answer.getStatusCode()).isEqualTo(404);
    assertThat(answer.getHeaders()).containsEntry("content-type", "application/problem+json");
    assertThat(answer.getBody()).contains("\"code\":\"not_found\"").doesNotContain("whoami");
    assertThat(invocation.lines())
        .containsExactly("ERROR GET /whoami is no route of this function");
  }
}
