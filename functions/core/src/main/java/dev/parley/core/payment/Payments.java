package dev.parley.core.payment;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A provider that takes money in and pays it out. Every method may be called again with the same
 * argument: nothing is opened or sent twice.
 *
 * <p>All methods throw {@link Unavailable} when nothing has happened for certain, and {@link
 * Ambiguous} when they cannot know.
 */
public interface Payments {
  /** Opens a page on which somebody can pay; the same page for the same reference. */
  Page open(Opening opening);

  /** What has come in under a reference of ours, or is expected; several if it was paid twice. */
  List<Incoming> incoming(String reference);

  /** Sends money out, once for its key. A definite refusal is an answer: it has failed. */
  Outgoing send(Sending sending);

  /** What has become of what was sent; empty when the provider has never heard of its key. */
  Optional<Outgoing> outgoing(Sending sending);

  /** Whether it has a book that can be read; where it has none, a night lays none beside ours. */
  default boolean keepsBook() {
    return true;
  }

  /**
   * What the provider has in its own book, in its order.
   *
   * @param from the first instant
   * @param until the first instant that is not asked for
   * @param after where the last page ended
   */
  Operations operations(Instant from, Instant until, Optional<String> after);
}
