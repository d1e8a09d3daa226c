package dev.parley.core.payment;

import dev.parley.core.attempt.Attempts;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes payments from stage to stage: one commit for each step, and then they are gone on with. */
final class Steps {
  private final Ports ports;
  private final Attempts<Change> attempts;

  Steps(Ports ports) {
    this.ports = ports;
    this.attempts = new Attempts<>(ports.store()::commit, ports.backoff());
  }

  /** Decides on how things stand, again after every lost race. */
  <S, T> T settle(Supplier<S> look, Function<S, Attempts.Step<Change, T>> step) {
    return attempts.settle(look.get(), state -> decided(state, look, step), look);
  }

  /** Books are read later than payments: what they tell may be what somebody faster has done. */
  private static <S, T> Attempts.Step<Change, T> decided(
      S state, Supplier<S> look, Function<S, Attempts.Step<Change, T>> step) {
    try {
      return step.apply(state);
    } catch (Refused | IllegalStateException e) {
      S anew = look.get();
      if (anew.equals(state)) {
        throw e;
      }
      return decided(anew, look, step);
    }
  }

  /**
   * A payment after a step.
   *
   * @param taken whether it was this step that brought it there
   */
  record Result(Payment payment, boolean taken) {}

  /** One step of a payment that is there; nothing is written where there is nothing to do. */
  Payment step(PaymentId id, Function<Payment, Optional<Change>> next) {
    return take(id, next).payment();
  }

  /** The same, for whoever goes on only if it was they who took it. */
  Result take(PaymentId id, Function<Payment, Optional<Change>> next) {
    Result result =
        settle(
            () -> ports.store().find(id).orElseThrow(Refused::notFound),
            payment ->
                next.apply(payment)
                    .<Attempts.Step<Change, Result>>map(
                        change ->
                            new Attempts.Step.Write<>(
                                change, new Result(changed(change, id), true)))
                    .orElseGet(() -> new Attempts.Step.Settled<>(new Result(payment, false))));
    if (result.taken()) {
      remind(result.payment());
    }
    return result;
  }

  /** What a person does with a payment; the same under the same key is done once, for ever. */
  Receipt command(PaymentId id, Done.Wanted wanted, Function<Payment, Change> next) {
    Payment after =
        settle(
            () -> ports.store().find(id).orElseThrow(Refused::notFound),
            payment -> {
              if (payment.done(wanted).isPresent()) {
                return new Attempts.Step.Settled<>(payment);
              }
              Change change = next.apply(payment);
              return new Attempts.Step.Write<>(change, changed(change, id));
            });
    remind(after);
    return receipt(after, wanted);
  }

  private static Payment changed(Change change, PaymentId id) {
    return change.payments().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  /** What was done under a key, if it was the same. */
  static Receipt receipt(Payment payment, Done.Wanted wanted) {
    Done done = payment.done(wanted).orElseThrow(Refused::notFound);
    if (!done.body().equals(wanted.body())) {
      throw Refused.field(
          Code.IDEMPOTENCY_MISMATCH, "key", "This key was used before for something else.");
    }
    return new Receipt(payment.id(), done.version(), done.at());
  }

  /** Whoever dies before this is found by a sweep. */
  void remind(Payment payment) {
    Instant now = now();
    payment
        .stage()
        .wakeAt()
        .filter(at -> at.isBefore(now.plus(Wakings.HORIZON)))
        .ifPresent(at -> ports.wakings().set(new Waking(payment.id(), at), now));
  }

  Instant now() {
    return ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  static void requireAccountant(Membership me) {
    if (!me.member().is(Role.ACCOUNTANT)) {
      throw Refused.of(Code.NOT_ALLOWED, "Only an accountant does this.");
    }
  }

  static Refused wrongStage() {
    return Refused.of(Code.WRONG_STAGE, "At this stage it has no such command for you.");
  }
}
