package dev.parley.core.conversation;

import java.util.Collection;
import java.util.Set;

/** Reaches open sockets. */
public interface Audience {
  /**
   * Sends a frame to sockets and returns when every one has it or cannot be reached. A socket that
   * missed a frame notices the gap and asks for it, so a failure here is no error.
   *
   * @return the connections that no longer exist
   */
  Set<String> tell(Collection<String> connections, Frame frame);
}
