package dev.parley.core.payment;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Has money leave. That the provider is about to be called is written down before it is; whatever
 * is not known after that is found out by asking, and sent again only under the same key, and only
 * when the provider has never heard of it.
 */
public final class Departures {
  private final Ports ports;
  private final Steps steps;
  private final Moves moves;
  private final Withdrawals withdrawals;

  public Departures(Ports ports) {
    this.ports = ports;
    this.steps = new Steps(ports);
    this.moves = new Moves(ports.ledger());
    this.withdrawals = new Withdrawals(ports);
  }

  /** Takes in what a provider tells of something that was sent, in any order, with one effect. */
  public void told(String workspace, Outgoing it) {
    PaymentId.referred(workspace, it.key())
        .flatMap(ports.store()::find)
        .filter(payment -> payment.stage() instanceof Withdrawal)
        .ifPresent(payment -> learn(payment.id(), it));
  }

  /** Goes on with a withdrawal that is due. */
  Payment goOn(Payment payment) {
    return switch (payment.stage()) {
      case Withdrawal.Sending _ -> send(payment);
      case Withdrawal.Reconciling _, Withdrawal.Sent _ -> ask(payment);
      default -> payment;
    };
  }

  private Payment send(Payment payment) {
    Steps.Result mark = steps.take(payment.id(), this::marked);
    Payment marked = mark.payment();
    if (!mark.taken() || !(marked.stage() instanceof Withdrawal.Reconciling calling)) {
      return marked;
    }
    Outgoing answer;
    try {
      answer = ports.provider().send(sending(marked, calling));
    } catch (Unavailable e) {
      return steps.step(marked.id(), it -> notCalled(it, payment, marked));
    } catch (Ambiguous e) {
      return marked;
    }
    return learn(marked.id(), answer);
  }

  private Optional<Change> marked(Payment payment) {
    Instant now = steps.now();
    if (!(payment.stage() instanceof Withdrawal.Sending sending) || !payment.isDue(now)) {
      return Optional.empty();
    }
    return Optional.of(
        Change.of(
            payment.to(
                new Withdrawal.Reconciling(
                    sending.to(), now, 0, now.plus(Limits.FIRST_QUESTION)))));
  }

  /** Nothing has left for certain: it is as before the call. */
  private Optional<Change> notCalled(Payment payment, Payment before, Payment marked) {
    if (payment.version() != marked.version()
        || !(before.stage() instanceof Withdrawal.Sending sending)) {
      return Optional.empty();
    }
    Instant next = steps.now().plus(Limits.pause(sending.failures()));
    return Optional.of(
        Change.of(payment.to(new Withdrawal.Sending(sending.to(), sending.failures() + 1, next))));
  }

  private Payment ask(Payment payment) {
    Withdrawal stage = (Withdrawal) payment.stage();
    Sending sending = sending(payment, stage);
    try {
      Optional<Outgoing> known = ports.provider().outgoing(sending);
      if (known.isPresent()) {
        return learn(payment.id(), known.get());
      }
    } catch (Unavailable | Ambiguous e) {
      return steps.step(payment.id(), it -> askedInVain(it, payment));
    }
    return sendAgain(payment, sending);
  }

  /** Of several who have found it unknown there, one sends it. */
  private Payment sendAgain(Payment payment, Sending sending) {
    Steps.Result mark = steps.take(payment.id(), it -> askedInVain(it, payment));
    if (!mark.taken()) {
      return mark.payment();
    }
    try {
      return learn(payment.id(), ports.provider().send(sending));
    } catch (Unavailable | Ambiguous e) {
      return mark.payment();
    }
  }

  private Optional<Change> askedInVain(Payment payment, Payment seen) {
    if (payment.version() != seen.version()) {
      return Optional.empty();
    }
    return switch (payment.stage()) {
      case Withdrawal.Reconciling it ->
          Optional.of(
              Change.of(
                  payment.to(
                      new Withdrawal.Reconciling(
                          it.to(), it.since(), it.asked() + 1, next(it.asked() + 1)))));
      case Withdrawal.Sent it ->
          Optional.of(
              Change.of(
                  payment.to(
                      new Withdrawal.Sent(
                          it.to(), it.externalId(), it.asked() + 1, next(it.asked() + 1)))));
      default -> Optional.empty();
    };
  }

  private Instant next(int asked) {
    Duration pause = Limits.pause(asked);
    return steps.now().plus(pause);
  }

  private Payment learn(PaymentId id, Outgoing answer) {
    return steps.told(id, payment -> learnt(payment, answer));
  }

  /** What has an end keeps it: a provider that takes its word back is found by reconciliation. */
  private Optional<Change> learnt(Payment payment, Outgoing answer) {
    if (!(payment.stage() instanceof Withdrawal.UnderWay underWay)
        || underWay instanceof Withdrawal.Awaiting) {
      return Optional.empty();
    }
    return switch (answer.state()) {
      case WAITING -> waiting(payment, underWay, answer);
      case PAID -> Optional.of(paid(payment, underWay.to(), answer));
      case FAILED -> Optional.of(failed(payment, underWay.to(), answer));
    };
  }

  private Optional<Change> waiting(Payment payment, Withdrawal.UnderWay underWay, Outgoing answer) {
    int asked = underWay instanceof Withdrawal.Sent sent ? sent.asked() + 1 : 0;
    return Optional.of(
        Change.of(
            payment.to(
                new Withdrawal.Sent(underWay.to(), answer.externalId(), asked, next(asked)))));
  }

  private Change paid(Payment payment, Destination to, Outgoing answer) {
    Instant now = steps.now();
    Payment after = payment.to(new Withdrawal.Paid(to, answer.externalId(), now));
    return Change.of(
        after,
        moves.leave(
            Withdrawals.purpose(payment, to),
            Withdrawals.owner(payment),
            Moves.Occasion.told(after, now)));
  }

  private Change failed(Payment payment, Destination to, Outgoing answer) {
    Instant now = steps.now();
    String reason = answer.reason().orElse("unknown");
    Payment after = payment.to(new Withdrawal.Failed(to, reason, now));
    return withdrawals.back(after, to, Moves.Occasion.told(after, now));
  }

  private static Sending sending(Payment payment, Withdrawal stage) {
    return new Sending(payment.id().reference(), payment.amount(), stage.to());
  }
}
