package dev.parley.core.consultation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rules after the work: the money waits, somebody may claim, somebody may judge. */
final class Claiming {
  private final Situation it;

  Claiming(Situation situation) {
    this.it = situation;
  }

  Step closed(Stage.Closed stage, Command command) {
    return switch (command) {
      case Command.Accept _ -> {
        it.require(Actor.CLIENT);
        it.requireBefore(stage.releasesAt());
        yield settled(Event.ACCEPTED, stage, nothing(stage));
      }
      case Command.Claim claim -> claimed(stage, claim);
      case Command.Wake _ -> {
        it.require(Actor.TIME);
        it.requireReached(stage.releasesAt());
        yield settled(Event.RELEASED, stage, nothing(stage));
      }
      case Command.Propose _,
          Command.Revise _,
          Command.Decline _,
          Command.Agree _,
          Command.Cancel _,
          Command.Pay _,
          Command.Close _,
          Command.Withdraw _,
          Command.Concede _,
          Command.Resolve _,
          Command.Refund _ ->
          throw Rules.wrongStage();
    };
  }

  Step disputed(Stage.Disputed stage, Command command) {
    return switch (command) {
      case Command.Withdraw _ -> {
        it.require(Actor.CLIENT);
        yield Step.to(
            Event.WITHDRAWN,
            new Stage.Closed(stage.standing(), stage.closedAt(), it.now().plus(stage.left())));
      }
      case Command.Concede concede -> {
        it.require(Actor.SPECIALIST);
        yield settled(Event.CONCEDED, stage, stage.standing().price())
            .saying(concede.note())
            .outOf(concede.goodwill());
      }
      case Command.Resolve resolve -> {
        it.require(Actor.ARBITER);
        requirePart("toClient", resolve.toClient(), stage.standing().price());
        yield settled(Event.RESOLVED, stage, resolve.toClient())
            .saying(Optional.of(resolve.note()));
      }
      case Command.Wake _ -> reminded(stage);
      case Command.Propose _,
          Command.Revise _,
          Command.Decline _,
          Command.Agree _,
          Command.Cancel _,
          Command.Pay _,
          Command.Close _,
          Command.Accept _,
          Command.Claim _,
          Command.Refund _ ->
          throw Rules.wrongStage();
    };
  }

  Step completed(Stage.Completed stage, Command command) {
    return switch (command) {
      case Command.Refund refund -> reclaimed(stage, refund);
      case Command.Propose _,
          Command.Revise _,
          Command.Decline _,
          Command.Agree _,
          Command.Cancel _,
          Command.Pay _,
          Command.Close _,
          Command.Accept _,
          Command.Claim _,
          Command.Withdraw _,
          Command.Concede _,
          Command.Resolve _,
          Command.Wake _ ->
          throw Rules.wrongStage();
    };
  }

  private Step claimed(Stage.Closed stage, Command.Claim claim) {
    it.require(Actor.CLIENT);
    it.requireBefore(stage.releasesAt());
    it.requireFewerThan(Limits.COMMANDS_BEFORE_CLAIM);
    if (stage.standing().isFree()) {
      throw Rules.wrongStage();
    }
    Stage.Disputed disputed =
        new Stage.Disputed(
            stage.standing(),
            stage.closedAt(),
            Duration.between(it.now(), stage.releasesAt()),
            it.now(),
            Optional.of(it.now().plus(it.policy().claimTime())));
    List<Long> files = claim.files();
    return Step.to(Event.CLAIMED, disputed).saying(Optional.of(claim.note())).showing(files);
  }

  private Step reminded(Stage.Disputed stage) {
    it.require(Actor.TIME);
    it.requireReached(stage.remindsAt().orElseThrow(Rules::wrongStage));
    return Step.to(
        Event.REMINDED,
        new Stage.Disputed(
            stage.standing(), stage.closedAt(), stage.left(), stage.claimedAt(), Optional.empty()));
  }

  private Step settled(Event event, Stage.Holding stage, Money toClient) {
    Terms terms = stage.standing();
    Settlement parts = Settlement.parted(terms.price(), toClient, terms.commission());
    return Step.to(event, new Stage.Completed(terms, parts, it.now()))
        .with(effect(terms.price(), parts));
  }

  private Step reclaimed(Stage.Completed stage, Command.Refund refund) {
    it.require(Actor.ARBITER);
    it.requireBefore(stage.completedAt().plus(Limits.REFUND_WINDOW));
    it.requireFewerThan(Limits.COMMANDS);
    Settlement before = stage.settlement();
    if (!refund.amount().isPositive()) {
      throw unfit("amount", "More than nothing is given back.");
    }
    requirePart("amount", refund.amount(), before.refundable());
    Terms terms = stage.standing();
    Money commission = before.commissionOf(refund.amount(), terms.commission());
    Settlement after = before.afterRefund(refund.amount(), terms.commission());
    return Step.to(Event.REFUNDED, new Stage.Completed(terms, after, stage.completedAt()))
        .with(new Effect.Reclaim(refund.amount(), commission))
        .saying(Optional.of(refund.note()));
  }

  static Effect effect(Money price, Settlement parts) {
    return price.isZero() ? new Effect.None() : new Effect.Part(price, parts);
  }

  /** In the currency that was paid in, whatever the workspace uses by now. */
  private static Money nothing(Stage.Closed stage) {
    return Money.zero(stage.standing().price().currency());
  }

  private static void requirePart(String field, Money part, Money whole) {
    if (!part.currency().equals(whole.currency())) {
      throw unfit(field, "It is in the currency that was paid in.");
    }
    if (part.amount() < 0 || part.isMoreThan(whole)) {
      throw unfit(field, "It is a part of what there is: 0 to " + whole.amount() + ".");
    }
  }

  private static Refused unfit(String field, String detail) {
    return Refused.field(Code.INVALID_FIELD, field, detail);
  }
}
