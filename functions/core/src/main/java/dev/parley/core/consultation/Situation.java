package dev.parley.core.consultation;

import dev.parley.core.workspace.ConsultationPolicy;
import java.time.Instant;

/**
 * How things stand when somebody wants something.
 *
 * @param commands how many commands the consultation remembers already
 */
public record Situation(
    Stage stage, int commands, Actor actor, ConsultationPolicy policy, Instant now) {

  /** Refuses everybody but one. */
  void require(Actor only) {
    if (actor != only) {
      throw Rules.wrongStage();
    }
  }

  /** Refuses the arbiter and time. */
  void requireParty() {
    if (actor != Actor.CLIENT && actor != Actor.SPECIALIST) {
      throw Rules.wrongStage();
    }
  }

  /** Refuses before an instant. */
  void requireReached(Instant instant) {
    if (now.isBefore(instant)) {
      throw Rules.wrongStage();
    }
  }

  /** Refuses from an instant on. */
  void requireBefore(Instant instant) {
    if (!now.isBefore(instant)) {
      throw Rules.wrongStage();
    }
  }

  /** Refuses when so many commands are remembered that the rest is kept for its end. */
  void requireFewerThan(int most) {
    if (commands >= most) {
      throw Rules.wrongStage();
    }
  }
}
