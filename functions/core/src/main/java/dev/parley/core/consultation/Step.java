package dev.parley.core.consultation;

import java.util.List;
import java.util.Optional;

/**
 * One step of a consultation: the stage it comes to, what that does to money, and what is told.
 *
 * @param offer terms that are new
 * @param goodwill why somebody gives way who need not
 */
public record Step(
    Event event,
    Stage stage,
    Effect effect,
    Optional<Offer> offer,
    Optional<String> note,
    Optional<String> goodwill,
    List<Long> files) {
  public Step {
    files = List.copyOf(files);
  }

  static Step to(Event event, Stage stage) {
    return new Step(
        event,
        stage,
        new Effect.None(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  Step with(Effect money) {
    return new Step(event, stage, money, offer, note, goodwill, files);
  }

  Step with(Offer terms) {
    return new Step(event, stage, effect, Optional.of(terms), note, goodwill, files);
  }

  Step saying(Optional<String> words) {
    return new Step(event, stage, effect, offer, words, goodwill, files);
  }

  Step outOf(Optional<String> kindness) {
    return new Step(event, stage, effect, offer, note, kindness, files);
  }

  /** What was said with it, in either way. */
  Optional<String> words() {
    return note.or(() -> goodwill);
  }

  Step showing(List<Long> entries) {
    return new Step(event, stage, effect, offer, note, goodwill, entries);
  }
}
