package dev.parley.core.consultation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order: who wants what of whom, and what it has come to.
 *
 * @param version counts the stages from 1
 * @param done the commands that were carried out, oldest first
 */
public record Consultation(
    ConsultationId id,
    Parties parties,
    Instant requestedAt,
    long version,
    Stage stage,
    List<Done> done) {
  public Consultation {
    done = List.copyOf(done);
  }

  /** Whether time alone has changed it by now. */
  boolean isDue(Instant now) {
    return stage.wakeAt().filter(at -> !now.isBefore(at)).isPresent();
  }

  /** What was carried out under a key. */
  Optional<Done> done(Done.Wanted wanted) {
    return done.stream().filter(it -> it.key().equals(wanted.key())).findFirst();
  }

  /**
   * The same after one more step.
   *
   * @param carriedOut the command, if a person wanted the step
   */
  Consultation after(Step step, Optional<Done> carriedOut) {
    List<Done> more = new ArrayList<>(done);
    carriedOut.ifPresent(more::add);
    return new Consultation(id, parties, requestedAt, version + 1, step.stage(), more);
  }

  /** Whether it still takes part in the life of the two. */
  public boolean isLive() {
    return !(stage instanceof Stage.Over || stage instanceof Stage.Completed);
  }
}
