package dev.parley.core.conversation;

import java.util.Set;

/** Looks lapses up in the stream, which keeps its records for a day. */
public interface Lapses {
  /**
   * The conversations whose logs have grown there. Throws what the stream throws when it has let go
   * of them.
   */
  Set<ConversationId> conversations(Lapse lapse);
}
