package dev.parley.core.conversation;

import java.time.Instant;

/** What runs along with the log: each entry carries it as it is after that entry. */
public record Running(Totals totals, Standing standing, Pace pace) {
  public static final Running START = new Running(Totals.NONE, Standing.FREE, Pace.NONE);

  /** What it is after one more entry. */
  Running after(Content content, Side side, String author, Instant at) {
    return new Running(
        totals.after(content, side), standing.after(content, side), pace.after(author, at));
  }
}
