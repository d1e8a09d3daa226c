package dev.parley.core.payment;

import dev.parley.core.attempt.Attempts;
import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Notices;
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
  private final Notices notices;
  private final Attempts<Change> attempts;

  Steps(Ports ports) {
    this.ports = ports;
    this.notices = new Notices(ports.conversations());
    this.attempts = new Attempts<>(ports.store()::commit, ports.backoff());
  }

  /** Decides on how things stand, again after every lost race. */
  <S, T> T settle(Supplier<S> look, Function<S, Attempts.Step<Change, T>> step) {
    return settle(look, step, _ -> Optional.empty());
  }

  /**
   * The same, where nobody may have seen what is found to be done: the try that did it may have
   * died before.
   *
   * @param done the payment that has come to its stage by what was settled before
   */
  <S, T> T settle(
      Supplier<S> look,
      Function<S, Attempts.Step<Change, T>> step,
      Function<T, Optional<Payment>> done) {
    Outcome<T> outcome =
        attempts.settle(look.get(), seen -> telling(decided(seen, look, step)), look);
    switch (outcome) {
      case Outcome.Written<T> written -> written.notice().ifPresent(notices::show);
      case Outcome.Found<T> found -> done.apply(found.result()).ifPresent(this::tellAgain);
    }
    return outcome.result();
  }

  /** What has come of looking and deciding. */
  private sealed interface Outcome<T> {
    T result();

    /** It was this try that wrote it. */
    record Written<T>(T result, Optional<Commit> notice) implements Outcome<T> {}

    /** It is as it was. */
    record Found<T>(T result) implements Outcome<T> {}
  }

  /** The log that a step is told in is read after all that it is decided on. */
  private <T> Attempts.Step<Change, Outcome<T>> telling(Attempts.Step<Change, T> step) {
    return switch (step) {
      case Attempts.Step.Settled<Change, T> settled ->
          new Attempts.Step.Settled<>(new Outcome.Found<>(settled.result()));
      case Attempts.Step.Write<Change, T> write -> {
        Optional<Commit> notice = Telling.of(write.commit()).map(it -> notice(write.commit(), it));
        yield new Attempts.Step.Write<>(
            write.commit().telling(notice), new Outcome.Written<>(write.result(), notice));
      }
    };
  }

  private Commit notice(Change change, Telling.Told it) {
    String workspace = change.payments().getFirst().id().workspace();
    return notices.next(workspace, it.person(), it.notice(), now());
  }

  private void tellAgain(Payment payment) {
    PaymentId id = payment.id();
    Telling.listener(payment)
        .ifPresent(person -> notices.showAgain(id.workspace(), person, id.value()));
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
    return take(id, next, _ -> Optional.empty());
  }

  /** The same, when somebody outside tells of it: as often as they like. */
  Payment told(PaymentId id, Function<Payment, Optional<Change>> next) {
    return take(id, next, it -> Optional.of(it.payment())).payment();
  }

  private Result take(
      PaymentId id,
      Function<Payment, Optional<Change>> next,
      Function<Result, Optional<Payment>> done) {
    Result result =
        settle(
            () -> ports.store().find(id).orElseThrow(Refused::notFound),
            payment ->
                next.apply(payment)
                    .<Attempts.Step<Change, Result>>map(
                        change ->
                            new Attempts.Step.Write<>(
                                change, new Result(changed(change, id), true)))
                    .orElseGet(() -> new Attempts.Step.Settled<>(new Result(payment, false))),
            done);
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
            },
            Optional::of);
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
