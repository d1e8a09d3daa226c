package dev.parley.core.consultation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.time.Instant;

/** The rules between agreement and work: one pays. */
final class Paying {
  private final Situation it;

  Paying(Situation situation) {
    this.it = situation;
  }

  Step agreed(Stage.Agreed stage, Command command) {
    return switch (command) {
      case Command.Pay _ -> paid(stage);
      case Command.Cancel cancel -> {
        it.requireParty();
        it.requireBefore(stage.payBy());
        yield Agreeing.cancelled(it).saying(cancel.note());
      }
      case Command.Wake _ -> Agreeing.expired(it, stage.payBy());
      case Command.Propose _,
          Command.Revise _,
          Command.Decline _,
          Command.Agree _,
          Command.Close _,
          Command.Accept _,
          Command.Claim _,
          Command.Withdraw _,
          Command.Concede _,
          Command.Resolve _,
          Command.Refund _ ->
          throw Rules.wrongStage();
    };
  }

  private Step paid(Stage.Agreed stage) {
    it.require(Actor.CLIENT);
    it.requireBefore(stage.payBy());
    Terms terms = stage.standing();
    Agreeing.requirePrice(it, terms.price());
    return begun(Event.PAID, terms, it.now()).with(new Effect.Hold(terms.price()));
  }

  /** The work begins at once or at the agreed instant; what would be overdue then does not. */
  static Step begun(Event event, Terms terms, Instant now) {
    Instant begin = terms.beginsAt(now);
    Instant due = terms.dueAt(now);
    if (!due.isAfter(begin)) {
      throw Refused.of(Code.TOO_LATE, "It would be due already: the terms must be offered anew.");
    }
    Stage stage =
        begin.isAfter(now)
            ? new Stage.Paid(terms, now, begin, due)
            : new Stage.Open(terms, begin, due, 0);
    return Step.to(event, stage);
  }
}
