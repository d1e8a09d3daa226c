package dev.parley.core.conversation;

/**
 * How far a side has read.
 *
 * @param seq number of the last entry read; 0 for none
 * @param client messages by the client up to that entry, from which unread ones are counted
 * @param staff the same by staff
 */
public record ReadPosition(long seq, long client, long staff) {
  public static final ReadPosition NONE = new ReadPosition(0, 0, 0);

  static ReadPosition at(Entry entry) {
    return new ReadPosition(entry.seq(), entry.totals().client(), entry.totals().staff());
  }

  /** Messages that a side has read of the other. */
  long readBy(Side side) {
    return switch (side) {
      case CLIENT -> staff;
      case STAFF -> client;
    };
  }
}
