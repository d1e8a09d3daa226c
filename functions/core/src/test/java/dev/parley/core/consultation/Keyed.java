package dev.parley.core.consultation;

import java.util.Optional;

/** How a consultation was paid under a key. */
public final class Keyed {
  private Keyed() {}

  /** The number of the entry that tells of it. */
  public static Optional<Long> paid(Consultation it, String person, String key) {
    return it.done(Done.Wanted.of(person, key, new Command.Pay())).map(Done::seq);
  }
}
