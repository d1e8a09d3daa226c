package dev.parley.core.conversation;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened in a conversation. Entries are numbered 1, 2, 3 … without gaps and never
 * change.
 *
 * @param at milliseconds; never before the entry in front of it
 * @param author the person
 * @param clientMessageId present on what a client sent under it
 * @param totals messages written up to and including this entry
 * @param standing how the sides stand to each other after this entry
 */
public record Entry(
    long seq,
    Instant at,
    String author,
    Side side,
    Optional<ClientMessageId> clientMessageId,
    Content content,
    Totals totals,
    Standing standing,
    Salt salt,
    Hash hash) {

  /** Most bytes an entry needs as JSON beside its text. */
  private static final int ENVELOPE_BYTES = 600;

  /** An upper bound of what this entry takes as JSON, in bytes of UTF-8. */
  int jsonBytes() {
    return switch (content) {
      case Content.Text text -> ENVELOPE_BYTES + Text.jsonBytes(text.text());
      case Content.Opened _, Content.Blocked _, Content.Unblocked _, Content.Unknown _ ->
          ENVELOPE_BYTES;
    };
  }
}
