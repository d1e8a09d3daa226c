package dev.parley.core.consultation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.ConsultationPolicy;

/** The rules while the money is held and the specialist works, or is about to. */
final class Working {
  private final Situation it;

  Working(Situation situation) {
    this.it = situation;
  }

  Step paid(Stage.Paid stage, Command command) {
    return switch (command) {
      case Command.Cancel cancel -> {
        it.require(Actor.SPECIALIST);
        requireReason(cancel);
        yield refunded(Event.CANCELLED, stage).saying(cancel.note());
      }
      case Command.Wake _ -> {
        it.require(Actor.TIME);
        it.requireReached(stage.startAt());
        yield Step.to(
            Event.OPENED, new Stage.Open(stage.standing(), stage.startAt(), stage.dueAt(), 0));
      }
      case Command.Propose _,
          Command.Revise _,
          Command.Decline _,
          Command.Agree _,
          Command.Pay _,
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

  Step open(Stage.Open stage, Command command) {
    return switch (command) {
      case Command.Close close -> {
        it.require(Actor.SPECIALIST);
        it.requireBefore(stage.dueAt().plus(Overdue.CANCELLED));
        yield Step.to(Event.CLOSED, closed(stage.standing())).saying(close.note());
      }
      case Command.Cancel cancel -> {
        it.requireParty();
        it.requireBefore(stage.dueAt().plus(Overdue.CANCELLED));
        if (it.actor() == Actor.CLIENT) {
          it.requireReached(stage.dueAt().plus(Overdue.CLIENT_MAY_CANCEL));
        } else {
          requireReason(cancel);
        }
        yield refunded(Event.CANCELLED, stage).saying(cancel.note());
      }
      case Command.Wake _ -> overdue(stage);
      case Command.Propose _,
          Command.Revise _,
          Command.Decline _,
          Command.Agree _,
          Command.Pay _,
          Command.Accept _,
          Command.Claim _,
          Command.Withdraw _,
          Command.Concede _,
          Command.Resolve _,
          Command.Refund _ ->
          throw Rules.wrongStage();
    };
  }

  private static void requireReason(Command.Cancel cancel) {
    if (cancel.note().isEmpty()) {
      throw Refused.field(Code.MISSING_FIELD, "note", "Whoever calls off paid work says why.");
    }
  }

  private Stage.Closed closed(Terms terms) {
    ConsultationPolicy policy = it.policy();
    return new Stage.Closed(terms, it.now(), it.now().plus(policy.claimWindow()));
  }

  private Step overdue(Stage.Open stage) {
    it.require(Actor.TIME);
    it.requireReached(Overdue.next(stage.dueAt(), stage.reminders()));
    if (!Overdue.isToBeReminded(stage.reminders())) {
      return refunded(Event.OVERDUE, stage);
    }
    return Step.to(
        Event.REMINDED,
        new Stage.Open(stage.standing(), stage.openedAt(), stage.dueAt(), stage.reminders() + 1));
  }

  private Step refunded(Event event, Stage.Holding stage) {
    Terms terms = stage.standing();
    Money price = terms.price();
    Settlement all = Settlement.parted(price, price, terms.commission());
    return Step.to(event, new Stage.Cancelled(it.actor(), price, it.now()))
        .with(Claiming.effect(price, all));
  }
}
