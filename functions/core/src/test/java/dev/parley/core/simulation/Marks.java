package dev.parley.core.simulation;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.ReadMarks;
import dev.parley.core.conversation.Side;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far people said that they had read, and what they were told about it. */
final class Marks {
  private final Map<Place, Long> asked = new LinkedHashMap<>();
  private final Map<Place, Long> told = new LinkedHashMap<>();

  private record Place(ConversationId conversation, Side side) {}

  void asked(ConversationId id, Side side, long seq) {
    asked.merge(new Place(id, side), seq, Math::max);
  }

  /** Nobody is told of what nobody said. */
  void told(ReadMarks.Marked marked) {
    Place place = new Place(marked.conversation(), marked.side());
    if (marked.seq() > asked.getOrDefault(place, 0L)) {
      throw new AssertionError(marked + " was never asked for");
    }
    told.merge(place, marked.seq(), Math::max);
  }

  /** Whether a position can be what came of it all. */
  boolean allow(ConversationId id, Side side, long seq) {
    Place place = new Place(id, side);
    return seq >= told.getOrDefault(place, 0L) && seq <= asked.getOrDefault(place, 0L);
  }
}
