package dev.parley.core.payment;

import dev.parley.core.attempt.Attempts;
import dev.parley.core.digest.Sha256;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.PaymentPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Opens pages on which people pay into their wallets. The money itself comes by {@link Arrivals}.
 */
public final class TopUps {
  private final Ports ports;
  private final Steps steps;

  public TopUps(Ports ports) {
    this.ports = ports;
    this.steps = new Steps(ports);
  }

  /**
   * Asks for a page. If the provider cannot be reached just now, the top-up is there without one,
   * and gets it as soon as the provider answers.
   *
   * @param completes value of the id of a consultation that is to be paid with it
   * @return as it stands; the same under the same key
   */
  public Payment create(Membership me, String key, Money amount, Optional<String> completes) {
    String person = me.member().person();
    PaymentId id = PaymentId.asked(me.workspace().id(), person, key);
    Done.Wanted wanted = Done.Wanted.of(person, key, wording(amount, completes));
    Payment payment =
        steps.settle(
            () -> ports.store().find(id),
            there -> begun(me, there, id, new Wish(amount, completes, wanted)));
    Steps.receipt(payment, wanted);
    Payment after = open(payment);
    if (after.stage() instanceof TopUp.Asked) {
      steps.remind(after);
    }
    return after;
  }

  /** The receipt of a top-up: the same for whoever asks for it again. */
  public static Receipt receipt(Payment topUp) {
    Done first = topUp.done().getFirst();
    return new Receipt(topUp.id(), first.version(), first.at());
  }

  private record Wish(Money amount, Optional<String> completes, Done.Wanted wanted) {}

  private Attempts.Step<Change, Payment> begun(
      Membership me, Optional<Payment> there, PaymentId id, Wish wish) {
    if (there.isPresent()) {
      return new Attempts.Step.Settled<>(there.get());
    }
    PaymentPolicy policy = me.workspace().payments();
    Amounts.requireWithin(wish.amount(), policy.leastTopUp(), policy.mostTopUp());
    Instant now = steps.now();
    TopUp asked =
        new TopUp.Asked(
            wish.completes(), now.plus(policy.topUpLifetime()), now.plus(Limits.FIRST_QUESTION));
    Payment payment =
        new Payment(
            id,
            Optional.of(me.member().person()),
            wish.amount(),
            now,
            1,
            asked,
            List.of(wish.wanted().at(1, now)));
    return new Attempts.Step.Write<>(Change.of(payment), payment);
  }

  /** Opening it twice gives the same page twice. */
  Payment open(Payment payment) {
    if (!(payment.stage() instanceof TopUp.Asked)) {
      return payment;
    }
    Page page;
    try {
      page = ports.provider().open(opening(payment));
    } catch (Unavailable | Ambiguous e) {
      return payment;
    }
    return steps.step(payment.id(), it -> opened(it, page));
  }

  private Optional<Change> opened(Payment payment, Page page) {
    if (!(payment.stage() instanceof TopUp.Asked asked)) {
      return Optional.empty();
    }
    Instant asksAt = steps.now().plus(Limits.pause(0));
    return Optional.of(
        Change.of(
            payment.to(
                new TopUp.Waiting(asked.completes(), page.url(), asked.expiresAt(), 0, asksAt))));
  }

  private static Opening opening(Payment payment) {
    return new Opening(payment.id().reference(), payment.amount(), payment.id().workspace());
  }

  /**
   * Goes on with a top-up that nobody has told of: opens its page, asks what has come in, and stops
   * waiting in the end.
   */
  Payment goOn(Payment payment, Arrivals arrivals) {
    return switch (payment.stage()) {
      case TopUp.Asked asked -> asked(payment, asked);
      case TopUp.Waiting waiting -> {
        for (Incoming it : ports.provider().incoming(payment.id().reference())) {
          arrivals.told(payment.id().workspace(), it);
        }
        yield steps.step(payment.id(), it -> waited(it, waiting));
      }
      default -> payment;
    };
  }

  private Payment asked(Payment payment, TopUp.Asked asked) {
    if (steps.now().isBefore(asked.expiresAt())) {
      Payment after = open(payment);
      return after.stage() instanceof TopUp.Asked
          ? steps.step(payment.id(), it -> askedInVain(it, payment))
          : after;
    }
    return steps.step(payment.id(), this::lapsed);
  }

  /** The longer nobody has answered, the longer until the next question. */
  private Optional<Change> askedInVain(Payment payment, Payment seen) {
    if (!(payment.stage() instanceof TopUp.Asked asked) || payment.version() != seen.version()) {
      return Optional.empty();
    }
    Instant now = steps.now();
    Duration age = Duration.between(payment.createdAt(), now);
    Duration pause = age.compareTo(Limits.FIRST_QUESTION) > 0 ? age : Limits.FIRST_QUESTION;
    Instant next =
        now.plus(pause).isBefore(asked.expiresAt()) ? now.plus(pause) : asked.expiresAt();
    return Optional.of(
        Change.of(payment.to(new TopUp.Asked(asked.completes(), asked.expiresAt(), next))));
  }

  private Optional<Change> waited(Payment payment, TopUp.Waiting seen) {
    if (!payment.stage().equals(seen)) {
      return Optional.empty();
    }
    Instant now = steps.now();
    if (!now.isBefore(seen.expiresAt())) {
      return lapsed(payment);
    }
    Instant pause = now.plus(Limits.pause(seen.polls() + 1));
    Instant next = pause.isBefore(seen.expiresAt()) ? pause : seen.expiresAt();
    return Optional.of(
        Change.of(
            payment.to(
                new TopUp.Waiting(
                    seen.completes(), seen.page(), seen.expiresAt(), seen.polls() + 1, next))));
  }

  private Optional<Change> lapsed(Payment payment) {
    return payment.stage() instanceof TopUp.Unpaid unpaid && !(unpaid instanceof TopUp.Lapsed)
        ? Optional.of(
            Change.of(payment.to(new TopUp.Lapsed(unpaid.completes(), false, steps.now()))))
        : Optional.empty();
  }

  private static Sha256 wording(Money amount, Optional<String> completes) {
    return new Sha256("parley/top-up/1")
        .add(amount.amount())
        .add(amount.currency().getCurrencyCode())
        .add(completes.orElse(""));
  }
}
