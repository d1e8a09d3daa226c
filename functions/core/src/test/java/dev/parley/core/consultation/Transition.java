package dev.parley.core.consultation;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A step from stage to stage.
 *
 * @param from a stage, or {@code -} for the first step
 * @param money what happens to money, or {@code -}
 */
public record Transition(String from, String event, String to, String who, String money) {
  /** Those that there are, as people have written them down. */
  public static Set<Transition> listed() {
    Set<Transition> all = new LinkedHashSet<>();
    Table.rows("transitions.txt")
        .forEach(
            row ->
                all.add(
                    new Transition(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4))));
    return all;
  }

  /** The one that a step takes. */
  static Transition of(Optional<Stage> from, Step step, Actor actor) {
    return new Transition(
        from.map(Telling::name).orElse("-"),
        step.event().text(),
        Telling.name(step.stage()),
        actor.name().toLowerCase(Locale.ROOT),
        money(step));
  }

  private static String money(Step step) {
    return switch (step.effect()) {
      case Effect.None _ -> "-";
      case Effect.Hold _ -> "hold";
      case Effect.Part part -> step.event() == Event.RESOLVED ? "part" : whole(part.settlement());
      case Effect.Reclaim _ -> "reclaim";
    };
  }

  private static String whole(Settlement it) {
    if (it.refunded().isZero()) {
      return "release";
    }
    boolean all = it.released().isZero() && it.commission().isZero();
    return all ? "refund" : "part";
  }

  /** The same without money: that of a free consultation. */
  public Transition free() {
    return new Transition(from, event, to, who, "-");
  }

  @Override
  public String toString() {
    return from + " " + event + " " + to + " " + who + " " + money;
  }
}
