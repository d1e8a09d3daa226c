package dev.parley.core.conversation;

import dev.parley.core.workspace.Membership;
import java.util.Optional;

/** Who asks for something in a conversation, and by which way. */
public sealed interface Caller {
  String person();

  /** The socket it came from; its answer goes there. */
  Optional<String> connection();

  /**
   * By a frame.
   *
   * @param requestId the client's own name for the request
   */
  record OnSocket(Session session, Optional<String> requestId) implements Caller {
    @Override
    public String person() {
      return session.person();
    }

    @Override
    public Optional<String> connection() {
      return Optional.of(session.connection());
    }
  }

  /** By a call, which is answered by itself. */
  record OverRest(Membership me) implements Caller {
    @Override
    public String person() {
      return me.member().person();
    }

    @Override
    public Optional<String> connection() {
      return Optional.empty();
    }
  }
}
