package dev.parley.core.consultation;

/** Whether a consultation was paid under a key. */
public final class Keyed {
  private Keyed() {}

  public static boolean isPaid(Consultation it, String person, String key) {
    return it.done(Done.Wanted.of(person, key, new Command.Pay())).isPresent();
  }
}
