package dev.parley.core.consultation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;

/** The rules while the two look for terms: one asks, one offers, one agrees. */
final class Agreeing {
  private final Situation it;

  Agreeing(Situation situation) {
    this.it = situation;
  }

  Step requested(Stage.Requested stage, Command command) {
    requireStanding(stage.lapsesAt(), command);
    return switch (command) {
      case Command.Propose propose ->
          offer(Event.OFFERED, propose.offer(), stage.offers() + 1).outOf(propose.goodwill());
      case Command.Decline decline -> {
        it.require(Actor.SPECIALIST);
        yield Step.to(Event.DECLINED, new Stage.Declined(it.now())).saying(decline.note());
      }
      case Command.Cancel cancel -> {
        it.require(Actor.CLIENT);
        yield cancelled(it).saying(cancel.note());
      }
      case Command.Wake _ -> expired(it, stage.lapsesAt());
      case Command.Revise _,
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

  Step offered(Stage.Offered stage, Command command) {
    requireStanding(stage.lapsesAt(), command);
    return switch (command) {
      case Command.Revise revise ->
          offer(Event.REVISED, revise.offer(), stage.standing().version() + 1)
              .outOf(revise.goodwill());
      case Command.Decline decline -> declined(stage).saying(decline.note());
      case Command.Agree agree -> agreed(stage, agree);
      case Command.Cancel cancel -> {
        it.require(Actor.CLIENT);
        yield cancelled(it).saying(cancel.note());
      }
      case Command.Wake _ -> {
        it.require(Actor.TIME);
        it.requireReached(stage.lapsesAt());
        yield Step.to(Event.OFFER_LAPSED, askedAgain(stage));
      }
      case Command.Propose _,
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

  /** What has lapsed is no longer anybody's but time's, even if time has not come by yet. */
  private void requireStanding(Instant lapsesAt, Command command) {
    if (!(command instanceof Command.Wake)) {
      it.requireBefore(lapsesAt);
    }
  }

  private Step offer(Event event, Offer offer, int version) {
    it.require(Actor.SPECIALIST);
    it.requireFewerThan(Limits.COMMANDS_BEFORE_AGREEMENT);
    requireFuture(offer.wish(), it.now());
    requirePrice(it, offer.price());
    Terms terms = Terms.of(version, offer, it.policy().commission());
    Instant lapsesAt = it.now().plus(it.policy().offerLifetime());
    return Step.to(event, new Stage.Offered(terms, lapsesAt)).with(offer);
  }

  /** The specialist takes the whole back; the client asks for another offer. */
  private Step declined(Stage.Offered stage) {
    it.requireParty();
    if (it.actor() == Actor.SPECIALIST) {
      return Step.to(Event.DECLINED, new Stage.Declined(it.now()));
    }
    it.requireFewerThan(Limits.COMMANDS_BEFORE_AGREEMENT);
    return Step.to(Event.OFFER_DECLINED, askedAgain(stage));
  }

  private Stage.Requested askedAgain(Stage.Offered stage) {
    Terms terms = stage.standing();
    return new Stage.Requested(
        terms.wish(), terms.version(), it.now().plus(it.policy().requestLifetime()));
  }

  private Step agreed(Stage.Offered stage, Command.Agree agree) {
    it.require(Actor.CLIENT);
    Terms terms = stage.standing();
    if (agree.version() != terms.version()) {
      throw Refused.field(
          Code.TERMS_CHANGED, "terms", "Other terms stand now: show them before agreeing.");
    }
    requirePrice(it, terms.price());
    if (terms.isFree()) {
      return Paying.begun(Event.AGREED, terms, it.now());
    }
    return Step.to(
        Event.AGREED,
        new Stage.Agreed(terms, it.now(), it.now().plus(it.policy().paymentWindow())));
  }

  static Step cancelled(Situation it) {
    Money nothing = Money.zero(it.policy().currency());
    return Step.to(Event.CANCELLED, new Stage.Cancelled(it.actor(), nothing, it.now()));
  }

  static Step expired(Situation it, Instant lapsesAt) {
    it.require(Actor.TIME);
    it.requireReached(lapsesAt);
    return Step.to(Event.EXPIRED, new Stage.Expired(it.now()));
  }

  static void requirePrice(Situation it, Money price) {
    if (!price.currency().equals(it.policy().currency())) {
      throw Refused.field(
          Code.INVALID_FIELD,
          "price",
          "Here prices are in " + it.policy().currency().getCurrencyCode() + ".");
    }
    it.policy()
        .priceCap()
        .filter(price::isMoreThan)
        .ifPresent(
            cap -> {
              throw Refused.field(
                  Code.PRICE_CAP,
                  "price",
                  "A consultation in chat costs at most this much here. For more, sign a written"
                      + " contract and settle in any other way.");
            });
  }

  /** It cannot begin, or be due, in the past or beyond the horizon. */
  static void requireFuture(Wish wish, Instant now) {
    Instant latest = now.plus(Limits.HORIZON);
    wish.startAt()
        .ifPresent(start -> require("startAt", start.isAfter(now) && !start.isAfter(latest)));
    if (wish.due() instanceof Due.Within within) {
      Duration time = within.duration();
      require("due", time.isPositive() && time.compareTo(Limits.HORIZON) <= 0);
    }
    Instant begin = wish.startAt().orElse(now);
    Instant due = wish.due().from(begin);
    require("due", due.isAfter(begin) && !due.isAfter(latest));
  }

  private static void require(String field, boolean isSound) {
    if (!isSound) {
      throw Refused.field(
          Code.INVALID_FIELD,
          field,
          "It begins in the future and is due after that, both within "
              + Limits.HORIZON.toDays()
              + " days.");
    }
  }
}
