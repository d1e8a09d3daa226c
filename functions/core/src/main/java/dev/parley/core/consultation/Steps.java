package dev.parley.core.consultation;

import dev.parley.core.attempt.Attempts;
import dev.parley.core.conversation.Chronicle;
import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Tail;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Posting;
import dev.parley.core.workspace.ConsultationPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Takes consultations from stage to stage: one commit for each step, then it is told. */
final class Steps {
  private final Ports ports;
  private final Chronicle chronicle;
  private final Transfers transfers;
  private final Attempts<Change> attempts;

  Steps(Ports ports) {
    this.ports = ports;
    this.chronicle = new Chronicle(ports.conversations());
    this.transfers = new Transfers(ports.ledger());
    this.attempts = new Attempts<>(ports.store()::commit, ports.conversations().backoff());
  }

  /** How things stand: a consultation and the log it is told in. */
  record View(Consultation consultation, Tail tail) {}

  /**
   * Somebody who wants a step.
   *
   * @param person {@link Chronicle#NOBODY} for time
   * @param wanted empty for time
   */
  record Wisher(String person, Actor actor, Optional<Done.Wanted> wanted) {
    static final Wisher TIME = new Wisher(Chronicle.NOBODY, Actor.TIME, Optional.empty());

    Side side() {
      return actor == Actor.CLIENT ? Side.CLIENT : Side.STAFF;
    }

    Optional<String> by() {
      return actor == Actor.TIME ? Optional.empty() : Optional.of(person);
    }
  }

  /**
   * @param change what was written; empty when nothing was to be
   */
  record Result(Consultation consultation, Optional<Change> change, Optional<Receipt> receipt) {}

  View view(ConsultationId id) {
    return view(ports.store().find(id).orElseThrow(Refused::notFound));
  }

  private View view(Consultation found) {
    return new View(found, chronicle.head(found.parties().conversation()));
  }

  /** A command of a person; the same under the same key is carried out once, for ever. */
  Result command(ConsultationId id, Wisher wisher, ConsultationPolicy policy, Command command) {
    return command(view(id), wisher, policy, command);
  }

  private Result command(View seen, Wisher wisher, ConsultationPolicy policy, Command command) {
    ConsultationId id = seen.consultation().id();
    Result result =
        attempts.settle(seen, view -> step(view, wisher, policy, command), () -> view(id));
    result.change().ifPresent(this::tell);
    return result;
  }

  /** What time alone has brought about by now; several things, if nobody looked for long. */
  Consultation settle(Consultation found, ConsultationPolicy policy) {
    Consultation consultation = found;
    while (consultation.isDue(now())) {
      View seen = view(consultation);
      consultation = command(seen, Wisher.TIME, policy, new Command.Wake()).consultation();
    }
    return consultation;
  }

  /** The first step: there is none before it. */
  Result begin(Consultation consultation, Step step, Done.Wanted wanted, Paper question) {
    Tail tail = chronicle.head(consultation.parties().conversation());
    Wisher client = new Wisher(consultation.parties().client(), Actor.CLIENT, Optional.of(wanted));
    Result result =
        attempts.settle(
            tail,
            it -> first(it, consultation, step, client, question),
            () -> chronicle.head(consultation.parties().conversation()));
    result.change().ifPresent(this::tell);
    return result;
  }

  private Attempts.Step<Change, Result> first(
      Tail tail, Consultation begun, Step step, Wisher client, Paper question) {
    Optional<Consultation> there = ports.store().find(begun.id());
    if (there.isPresent()) {
      return new Attempts.Step.Settled<>(repeated(there.get(), client.wanted().orElseThrow()));
    }
    Chronicle.requireThatMayWrite(tail, Side.CLIENT, now());
    Commit.Append entry =
        chronicle.next(
            tail,
            client.person(),
            Side.CLIENT,
            Telling.of(Optional.empty(), begun, step, Actor.CLIENT),
            now());
    Done done = client.wanted().orElseThrow().at(entry.entry().seq());
    Consultation remembered =
        new Consultation(
            begun.id(),
            begun.parties(),
            begun.requestedAt(),
            begun.version(),
            begun.stage(),
            List.of(done));
    Change change = new Change(remembered, entry, Optional.empty(), Optional.of(question));
    return write(change);
  }

  private Attempts.Step<Change, Result> step(
      View view, Wisher wisher, ConsultationPolicy policy, Command command) {
    Consultation before = view.consultation();
    Optional<Done> done = wisher.wanted().flatMap(before::done);
    if (done.isPresent()) {
      return new Attempts.Step.Settled<>(repeated(before, wisher.wanted().orElseThrow()));
    }
    if (command instanceof Command.Wake && !before.isDue(now())) {
      return new Attempts.Step.Settled<>(new Result(before, Optional.empty(), Optional.empty()));
    }
    Instant now = view.tail().last().at().isAfter(now()) ? view.tail().last().at() : now();
    Situation situation =
        new Situation(before.stage(), before.done().size(), wisher.actor(), policy, now);
    Step step = Rules.decide(situation, command);
    requireThatMayWrite(view, wisher, command, now);
    try {
      return write(change(view, wisher, step, now));
    } catch (Refused | IllegalStateException e) {
      if (hasMovedOn(before)) {
        return new Attempts.Step.Lost<>();
      }
      throw e;
    }
  }

  /**
   * The books are read after the consultation: what they lack may have been moved in between, by
   * the very step that was wanted.
   */
  private boolean hasMovedOn(Consultation seen) {
    return ports.store().find(seen.id()).filter(now -> now.version() == seen.version()).isEmpty();
  }

  private Change change(View view, Wisher wisher, Step step, Instant now) {
    Consultation before = view.consultation();
    long seq = view.tail().last().seq() + 1;
    Consultation after = before.after(step, wisher.wanted().map(it -> it.at(seq)));
    Commit.Append entry =
        chronicle.next(
            view.tail(),
            wisher.person(),
            wisher.side(),
            Telling.of(Optional.of(before.stage()), after, step, wisher.actor()),
            now);
    Transfers.Occasion occasion =
        new Transfers.Occasion(after, wisher.by(), step.note(), entry.entry().at());
    Optional<Posting> money = transfers.posting(step.effect(), occasion);
    Optional<Paper> paper =
        step.offer()
            .map(
                offer ->
                    new Paper(
                        after.id(),
                        terms(after).version(),
                        after.stage().terms(),
                        offer.details()));
    return new Change(after, entry, money, paper);
  }

  private static Terms terms(Consultation consultation) {
    return consultation.stage().terms().orElseThrow();
  }

  /** Whoever may not write may not make new business either; what there is goes on. */
  private static void requireThatMayWrite(View view, Wisher wisher, Command command, Instant now) {
    switch (command) {
      case Command.Propose _, Command.Revise _, Command.Agree _ ->
          Chronicle.requireThatMayWrite(view.tail(), wisher.side(), now);
      default -> {}
    }
  }

  private static Attempts.Step<Change, Result> write(Change change) {
    Consultation after = change.consultation();
    Entry entry = change.entry().entry();
    Receipt receipt = new Receipt(after.id(), after.version(), entry.seq(), entry.at());
    return new Attempts.Step.Write<>(
        change, new Result(after, Optional.of(change), Optional.of(receipt)));
  }

  /** What was carried out before is answered like the first time, if it is the same. */
  private Result repeated(Consultation consultation, Done.Wanted wanted) {
    Done done = consultation.done(wanted).orElseThrow(Refused::notFound);
    if (!done.body().equals(wanted.body())) {
      throw Refused.field(
          Code.IDEMPOTENCY_MISMATCH, "key", "This key was used before for something else.");
    }
    Entry entry =
        chronicle
            .entry(consultation.parties().conversation(), done.seq())
            .orElseThrow(() -> new IllegalStateException("an entry is missing"));
    if (!(entry.content() instanceof Content.Progress progress)) {
      throw new IllegalStateException("an entry tells of something else");
    }
    Receipt receipt = new Receipt(consultation.id(), progress.version(), entry.seq(), entry.at());
    return new Result(consultation, Optional.empty(), Optional.of(receipt));
  }

  /** Only after the commit does anything leave. */
  private void tell(Change change) {
    chronicle.show(change.entry());
    Consultation after = change.consultation();
    Instant now = now();
    after
        .stage()
        .wakeAt()
        .filter(at -> at.isBefore(now.plus(Timers.HORIZON)))
        .ifPresent(at -> ports.timers().set(Timer.of(after, at), now));
  }

  private Instant now() {
    return ports.conversations().clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
