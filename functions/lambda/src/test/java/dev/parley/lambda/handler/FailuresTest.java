package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Workspace;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What callers and logs are told when something breaks. */
class FailuresTest {
  private static final String SECRET = "what the person wrote";

  private final RecordingContext context = new RecordingContext();

  @Test
  void aDefectIsAnsweredWithoutItsMessageAndLoggedWithoutItToo() {
    APIGatewayV2HTTPResponse answer =
        answer(
            () -> {
              throw new IllegalStateException(SECRET, new IllegalArgumentException(SECRET));
            });
    assertThat(answer.getStatusCode()).isEqualTo(500);
    assertThat(answer.getBody()).contains("\"code\":\"internal\"").doesNotContain(SECRET, "java");
    assertThat(context.lines())
        .singleElement()
        .asString()
        .contains("IllegalStateException", "caused by", "IllegalArgumentException", "FailuresTest")
        .doesNotContain(SECRET);
  }

  @Test
  void whatIsBrieflyOutOfReachMayBeTriedAgain() {
    for (RuntimeException failure :
        new RuntimeException[] {new Unavailable(SECRET), new Ambiguous(SECRET, null)}) {
      APIGatewayV2HTTPResponse answer =
          answer(
              () -> {
                throw failure;
              });
      assertThat(answer.getStatusCode()).isEqualTo(503);
      assertThat(answer.getHeaders()).containsEntry("retry-after", "1");
      assertThat(answer.getBody()).contains("\"code\":\"busy\"").doesNotContain(SECRET);
    }
    assertThat(context.lines()).noneMatch(line -> line.contains(SECRET));
  }

  private APIGatewayV2HTTPResponse answer(Supplier<Optional<Member>> member) {
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withRouteKey("GET /me")
            .withHeaders(Map.of("parley-workspace", "w"))
            .withRequestContext(
                APIGatewayV2HTTPEvent.RequestContext.builder()
                    .withAuthorizer(
                        APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                            .withJwt(
                                APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT
                                    .builder()
                                    .withClaims(Map.of("sub", "vera"))
                                    .build())
                            .build())
                    .build())
            .build();
    return new Rest(new Broken(member), Map.of()).answer(event, context);
  }

  /** A directory that does what it is told when a member is looked up. */
  private record Broken(Supplier<Optional<Member>> lookup) implements Directory {
    @Override
    public Optional<Member> member(String workspace, String person) {
      return lookup.get();
    }

    @Override
    public Optional<Workspace> workspace(String workspace) {
      return Optional.empty();
    }

    @Override
    public Optional<Channel> channel(String workspace, String channel) {
      return Optional.empty();
    }

    @Override
    public Map<String, Member> members(String workspace, Set<String> persons) {
      return Map.of();
    }

    @Override
    public Map<String, Channel> channels(String workspace, Set<String> ids) {
      return Map.of();
    }

    @Override
    public void provision(Preset preset) {
      throw new UnsupportedOperationException();
    }
  }
}
