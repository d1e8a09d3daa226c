package dev.parley.local.stream;

import dev.parley.local.function.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Hands the batches of one lane of a shard to the function, one after the other, and goes on only
 * when a batch is handled or given up.
 */
final class Lane {
  private final Source.Setting setting;
  private final Shard shard;
  private final int number;

  Lane(Source.Setting setting, Shard shard, int number) {
    this.setting = setting;
    this.shard = shard;
    this.number = number;
  }

  /**
   * A batch, or a part of one, and what has become of it so far.
   *
   * @param retries how many of the attempts are used up; splitting uses up none
   * @param functionError of the last invocation
   */
  private record Attempt(
      List<Shard.Entry> entries, int retries, int invocations, Optional<String> functionError) {
    Attempt of(List<Shard.Entry> part) {
      return new Attempt(part, retries, invocations, functionError);
    }

    Attempt failed(Optional<String> error) {
      return new Attempt(entries, retries, invocations + 1, error);
    }

    Attempt retried() {
      return new Attempt(entries, retries + 1, invocations, functionError);
    }

    List<Change> changes() {
      return entries.stream().map(Shard.Entry::change).toList();
    }
  }

  /** Returns when the shard has ended. */
  void run() throws InterruptedException {
    Optional<List<Shard.Entry>> batch = shard.take(number);
    while (batch.isPresent()) {
      deliver(batch.get());
      batch = shard.take(number);
    }
  }

  private void deliver(List<Shard.Entry> batch) throws InterruptedException {
    Deque<Attempt> waiting = new ArrayDeque<>();
    waiting.push(new Attempt(batch, 0, 0, Optional.empty()));
    while (!waiting.isEmpty()) {
      Attempt next = waiting.pop();
      if (next.invocations() > 0) {
        setting.bell().await(now().plus(StreamLimits.pause(next.invocations())));
      }
      Attempt fresh = next.of(withoutOld(next));
      if (!fresh.entries().isEmpty()) {
        invoke(fresh).reversed().forEach(waiting::push);
      }
    }
  }

  private Instant now() {
    return setting.around().clock().instant();
  }

  private List<Shard.Entry> withoutOld(Attempt attempt) throws InterruptedException {
    StreamSource source = setting.source();
    Duration age = source.maximumRecordAge().orElse(StreamLimits.RETENTION);
    Instant since = now().minus(age);
    List<Shard.Entry> old =
        attempt.entries().stream()
            .takeWhile(it -> it.change().arrivedAt().isBefore(since))
            .toList();
    if (!old.isEmpty()) {
      giveUp(attempt.of(old), FailureReport.Reason.TOO_OLD, source.maximumRecordAge().isPresent());
    }
    return attempt.entries().subList(old.size(), attempt.entries().size());
  }

  /**
   * @return what is to be tried next, in this order
   */
  private List<Attempt> invoke(Attempt attempt) throws InterruptedException {
    List<Change> changes = attempt.changes();
    Verdict verdict = verdict(changes);
    if (setting.closed().getAsBoolean()) {
      throw new InterruptedException(
          "the source is closed, and what it was doing counts for nothing");
    }
    return switch (verdict) {
      case Verdict.Succeeded() -> {
        done(attempt.entries());
        yield List.of();
      }
      case Verdict.Failed(Optional<String> error) -> failed(attempt.failed(error));
      case Verdict.FailedFrom(int index) -> failedFrom(attempt.failed(Optional.empty()), index);
    };
  }

  private Verdict verdict(List<Change> changes) {
    StreamSource source = setting.source();
    try {
      Answer answer =
          setting.around().functions().invoke(source.function(), StreamEvents.event(changes));
      List<String> sequences = changes.stream().map(Change::sequence).toList();
      return Verdict.of(answer, sequences, source.partial());
    } catch (RuntimeException e) {
      if (!setting.closed().getAsBoolean()) {
        setting.log("could not invoke " + source.function() + ": " + e);
      }
      return new Verdict.Failed(Optional.empty());
    }
  }

  private void done(List<Shard.Entry> entries) {
    shard.done(entries);
    setting.counts().handled().add(entries.size());
  }

  private List<Attempt> failedFrom(Attempt attempt, int index) throws InterruptedException {
    List<Shard.Entry> entries = attempt.entries();
    if (index == 0) {
      return failed(attempt);
    }
    done(entries.subList(0, index));
    Attempt rest = attempt.of(entries.subList(index, entries.size()));
    if (setting.source().bisect()) {
      // The batch is split where the function says, instead of in the middle.
      setting.counts().failures().increment();
      return List.of(rest);
    }
    return failed(rest);
  }

  private List<Attempt> failed(Attempt attempt) throws InterruptedException {
    setting.counts().failures().increment();
    List<Shard.Entry> entries = attempt.entries();
    if (setting.source().bisect() && entries.size() > 1) {
      int half = entries.size() / 2;
      return List.of(
          attempt.of(entries.subList(0, half)), attempt.of(entries.subList(half, entries.size())));
    }
    int maximum = setting.source().maximumRetryAttempts().orElse(Integer.MAX_VALUE);
    if (attempt.retries() >= maximum) {
      giveUp(attempt, FailureReport.Reason.RETRIES_EXHAUSTED, true);
      return List.of();
    }
    return List.of(attempt.retried());
  }

  private void giveUp(Attempt attempt, FailureReport.Reason reason, boolean tell)
      throws InterruptedException {
    StreamSource source = setting.source();
    List<Change> changes = attempt.changes();
    setting.log(
        "%s gave up %d record(s) from %s on: %s"
            .formatted(source.id(), changes.size(), changes.getFirst().sequence(), reason));
    if (tell && source.onFailure().isPresent()) {
      var report = new FailureReport(source, shard.id(), changes, reason, attempt.invocations());
      try {
        byte[] json = report.json(now(), attempt.functionError());
        setting.around().onFailure().send(source.onFailure().get(), json);
      } catch (RuntimeException e) {
        if (setting.closed().getAsBoolean()) {
          throw new InterruptedException("the source is closed, and will tell of it when it runs");
        }
        setting.log("could not tell " + source.onFailure().get() + " of it: " + e);
      }
    }
    shard.done(attempt.entries());
    setting.counts().givenUp().add(changes.size());
  }
}
