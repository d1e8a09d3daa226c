package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.conversation.Ports;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.RateLimited;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Workspace;
import dev.parley.lambda.wire.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What callers and logs are told when something breaks. */
class FailuresTest {
  private static final String SECRET = "what the person wrote";

  private final LoggedInvocation context = new LoggedInvocation();

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
      assertThat(answer.getHeaders())
          .containsEntry("retry-after", "1")
          .containsEntry("cache-control", "no-store")
          .containsEntry("content-type", "application/problem+json");
      assertThat(answer.getBody()).contains("\"code\":\"busy\"").doesNotContain(SECRET);
    }
    assertThat(context.lines()).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void whoIsTooFastIsToldWhenToComeBackInTheBodyAndInTheHeader() {
    APIGatewayV2HTTPResponse answer =
        answer(
            () -> {
              throw new RateLimited(Duration.ofSeconds(17));
            });
    assertThat(answer.getStatusCode()).isEqualTo(429);
    assertThat(answer.getHeaders()).containsEntry("retry-after", "17");
    assertThat(answer.getBody()).contains("\"code\":\"rate_limited\"", "\"retryAfter\":17");
  }

  @Test
  void aFrameThatFailsIsAnsweredOverTheSocketAndTheInvocationDoesNotFail() {
    for (RuntimeException failure :
        new RuntimeException[] {
          Refused.of(Code.NOT_FOUND, "No."),
          new Unavailable(SECRET),
          new NullPointerException(SECRET)
        }) {
      List<Frame> told = new ArrayList<>();
      APIGatewayV2WebSocketResponse answer =
          new Socket(commands(told), context)
              .answer(
                  new Session("w", "vera", 0, "c="),
                  () -> Optional.of("r1"),
                  () -> {
                    throw failure;
                  });
      assertThat(answer.getStatusCode()).isEqualTo(200);
      assertThat(told)
          .singleElement()
          .isInstanceOfSatisfying(
              Frame.Problem.class,
              problem -> {
                assertThat(problem.requestId()).contains("r1");
                assertThat(problem.code()).isIn("not_found", "busy", "internal");
                assertThat(problem.message()).doesNotContain(SECRET);
              });
    }
    assertThat(context.lines())
        .hasSize(3)
        .noneMatch(line -> line.contains(SECRET))
        .anyMatch(line -> line.contains("NullPointerException"));
  }

  @Test
  void whoMissedAFrameIsCountedInTheLog() {
    new Socket(commands(new ArrayList<>()), context)
        .answer(
            new Session("w", "vera", 0, "c="),
            Optional::empty,
            () -> new Audience.Delivered(Set.of(), Set.of("d=", "e=")));
    assertThat(context.lines()).containsExactly("WARN frame ok, missed by 2");
  }

  private static SocketCommands commands(List<Frame> told) {
    Audience audience =
        new Audience() {
          @Override
          public Delivered deliver(List<Delivery> deliveries) {
            deliveries.forEach(delivery -> told.add(delivery.frame()));
            return new Delivered(Set.of(), Set.of());
          }

          @Override
          public Set<String> close(List<String> connections) {
            throw new UnsupportedOperationException();
          }
        };
    return new SocketCommands(
        new Ports(new InMemoryConversations(), null, null, null, audience, null, null, null, null));
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
                                    .withClaims(Map.of("sub", "vera", "token_use", "access"))
                                    .build())
                            .build())
                    .build())
            .build();
    Rest.Action never = _ -> Answers.problem(Refused.of(Code.NOT_FOUND, "not reached"));
    return new Rest(new Broken(member), Map.of("GET /me", _ -> never)).answer(event, context);
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
    public List<String> workspaces() {
      return List.of();
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
    public List<String> people(String workspace, Optional<String> after, int atMost) {
      return List.of();
    }

    @Override
    public Map<String, Channel> channels(String workspace, Set<String> ids) {
      return Map.of();
    }

    @Override
    public Optional<Member> change(String workspace, String person, MemberChange change) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void provision(Preset preset) {
      throw new UnsupportedOperationException();
    }
  }
}
