package dev.parley.core.consultation;

import dev.parley.core.attempt.Attempts;
import dev.parley.core.conversation.Chronicle;
import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
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

  /** What a client asks for. */
  record Request(ConsultationId id, Parties parties, Wish wish, Optional<String> question) {}

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
   * @param told the entry that tells of it; empty when nothing has happened
   */
  record Result(
      Consultation consultation, Optional<Commit.Append> told, Optional<Receipt> receipt) {}

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
    tell(result);
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
  Result begin(Request request, Done.Wanted wanted, ConsultationPolicy policy) {
    ConversationId where = request.parties().conversation();
    Result result =
        attempts.settle(
            chronicle.head(where),
            tail -> first(tail, request, wanted, policy),
            () -> chronicle.head(where));
    tell(result);
    return result;
  }

  /** Asked again, it is answered before anything is judged: what was right then may not be now. */
  private Attempts.Step<Change, Result> first(
      Tail tail, Request request, Done.Wanted wanted, ConsultationPolicy policy) {
    Optional<Consultation> there = ports.store().find(request.id());
    if (there.isPresent()) {
      return new Attempts.Step.Settled<>(repeated(there.get(), wanted));
    }
    Instant now = now(tail);
    Chronicle.requireThatMayWrite(tail, Side.CLIENT, now);
    Step step = Rules.request(request.wish(), policy, now);
    Done done = wanted.at(tail.last().seq() + 1);
    Consultation begun =
        new Consultation(request.id(), request.parties(), now, 1, step.stage(), List.of(done));
    Commit.Append entry =
        chronicle.next(
            tail,
            request.parties().client(),
            Side.CLIENT,
            Telling.of(Optional.empty(), begun, step, Actor.CLIENT),
            now);
    Paper paper = new Paper(request.id(), 0, Optional.empty(), request.question());
    return write(new Change(begun, entry, Optional.empty(), Optional.of(paper)));
  }

  private Attempts.Step<Change, Result> step(
      View view, Wisher wisher, ConsultationPolicy policy, Command command) {
    Consultation before = view.consultation();
    Optional<Done> done = wisher.wanted().flatMap(before::done);
    if (done.isPresent()) {
      return new Attempts.Step.Settled<>(repeated(before, wisher.wanted().orElseThrow()));
    }
    if (wisher.actor() == Actor.TIME && !before.isDue(now())) {
      return new Attempts.Step.Settled<>(new Result(before, Optional.empty(), Optional.empty()));
    }
    Instant now = now(view.tail());
    Change change;
    try {
      Situation situation =
          new Situation(before.stage(), before.done().size(), wisher.actor(), policy, now);
      Step step = Rules.decide(situation, command);
      requireThatMayWrite(view, wisher, command, now);
      change = change(view, wisher, step, now);
    } catch (Refused | IllegalStateException e) {
      View anew = view(before.id());
      if (anew.consultation().version() == before.version()) {
        throw e;
      }
      // Log and books were read later, and tell of what somebody faster has done meanwhile.
      return step(anew, wisher, policy, command);
    }
    return write(change);
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
        new Transfers.Occasion(after, wisher.by(), step.words(), entry.entry().at());
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
        change, new Result(after, Optional.of(change.entry()), Optional.of(receipt)));
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
    Commit.Append told = new Commit.Append(consultation.parties().conversation(), entry);
    return new Result(consultation, Optional.of(told), Optional.of(receipt));
  }

  /**
   * Only after the commit does anything leave. What is found to be done is told, too: the try that
   * did it may have died before.
   */
  private void tell(Result result) {
    if (result.told().isEmpty()) {
      return;
    }
    chronicle.show(result.told().get());
    Consultation after = result.consultation();
    Instant now = now();
    after
        .stage()
        .wakeAt()
        .filter(at -> at.isBefore(now.plus(Timers.HORIZON)))
        .ifPresent(at -> ports.timers().set(Timer.of(after, at), now));
  }

  /** Clocks differ; nothing happens before what the log tells of already. */
  private Instant now(Tail tail) {
    Instant newest = tail.last().at();
    Instant now = now();
    return newest.isAfter(now) ? newest : now;
  }

  private Instant now() {
    return ports.conversations().clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
