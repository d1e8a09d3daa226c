package dev.parley.lambda.bootstrap;

import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Session;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.Membership;
import dev.parley.lambda.wire.Frames;
import dev.parley.lambda.wire.Incoming;
import java.util.Optional;
import org.crac.Context;
import org.crac.Resource;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Runs the real path once before a snapshot is taken, so that what is restored from it has its
 * classes loaded and its clients warm. Nothing it asks for exists, so nothing is changed.
 */
final class Priming implements Resource {
  /** No workspace can have this name: see the form of names that come from outside. */
  private static final String NOWHERE = "~priming";

  private static final String FRAME =
      """
      {"action":"send","requestId":"prime","conversationId":"AAAAAAAAAAAAAAAAAAAAAA",\
      "clientMessageId":"0.priming","after":0,"text":"prime"}\
      """;

  private final App app;

  Priming(App app) {
    this.app = app;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    Session session = new Session(NOWHERE, NOWHERE, 0, NOWHERE);
    Command command = Incoming.read(NOWHERE, FRAME).command();
    attempt(() -> app.socket().handle(session, command));
    attempt(() -> app.tickets().redeem(NOWHERE, NOWHERE, Optional.empty()));
    attempt(() -> Membership.of(app.directory(), NOWHERE, NOWHERE));
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Whatever must be fresh after a restore makes itself so: see FreshRandom.
  }

  /**
   * A refusal is what is expected. A function may also lack the permission for what another one
   * does, and the network may be down: neither must keep a version from being published. Anything
   * else is a mistake in the wiring and does.
   */
  private static void attempt(Runnable step) {
    try {
      step.run();
    } catch (Refused e) {
      Frames.bytes(Frames.problem(Optional.empty(), e));
    } catch (Unavailable | Ambiguous | SdkException e) {
      // The classes are loaded by now, which is what was wanted.
    }
  }
}
