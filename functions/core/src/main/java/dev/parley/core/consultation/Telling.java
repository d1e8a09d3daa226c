package dev.parley.core.consultation;

import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Content.Progress.Work;
import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What a conversation is told of a step. */
final class Telling {
  private Telling() {}

  /**
   * @param before the stage that the step leaves; empty for the first one
   */
  static Content.Progress of(Optional<Stage> before, Consultation after, Step step, Actor actor) {
    Stage stage = after.stage();
    Optional<Wish> wish = wish(stage);
    boolean isParty = actor == Actor.CLIENT || actor == Actor.SPECIALIST;
    return new Content.Progress(
        after.id().value(),
        after.version(),
        step.event().text(),
        name(stage),
        wish.map(Wish::service),
        stage.terms().map(Terms::price),
        wish.flatMap(Wish::startAt),
        dueAt(stage, wish),
        stage.terms().map(Telling::mark),
        refunded(step.effect()),
        step.note(),
        step.goodwill(),
        step.files(),
        work(before.filter(Stage.Holding.class::isInstance).isPresent(), stage),
        isParty);
  }

  /** Names terms in the log. */
  static Content.Progress.Mark mark(Terms terms) {
    return new Content.Progress.Mark(terms.version(), terms.hash());
  }

  /** The name of a stage, as it stands in JSON. */
  static String name(Stage stage) {
    return stage.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static Optional<Wish> wish(Stage stage) {
    return stage instanceof Stage.Requested requested
        ? Optional.of(requested.wish())
        : stage.terms().map(Terms::wish);
  }

  private static Optional<Instant> dueAt(Stage stage, Optional<Wish> wish) {
    return switch (stage) {
      case Stage.Paid paid -> Optional.of(paid.dueAt());
      case Stage.Open open -> Optional.of(open.dueAt());
      default -> wish.map(Wish::due).flatMap(Telling::fixed);
    };
  }

  private static Optional<Instant> fixed(Due due) {
    return due instanceof Due.At at ? Optional.of(at.instant()) : Optional.empty();
  }

  private static Optional<Money> refunded(Effect effect) {
    Money refunded =
        switch (effect) {
          case Effect.Part part -> part.settlement().refunded();
          case Effect.Reclaim reclaim -> reclaim.amount();
          case Effect.None _, Effect.Hold _ -> null;
        };
    return Optional.ofNullable(refunded).filter(Money::isPositive);
  }

  private static Work work(boolean held, Stage stage) {
    boolean holds = stage instanceof Stage.Holding;
    if (held == holds) {
      return Work.GOES_ON;
    }
    return holds ? Work.BEGINS : Work.ENDS;
  }
}
