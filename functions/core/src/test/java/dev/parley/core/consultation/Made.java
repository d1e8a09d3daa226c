package dev.parley.core.consultation;

import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Pace;
import dev.parley.core.conversation.Running;
import dev.parley.core.conversation.Salt;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Standing;
import dev.parley.core.conversation.Totals;
import dev.parley.core.digest.Hash;
import dev.parley.core.digest.Sha256;
import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Consultations made up for stores, which do not ask how they came about. */
final class Made {
  static final Instant AT = Instant.parse("2026-03-02T09:00:00.123Z");
  static final Instant LAPSES_AT = AT.plus(Duration.ofDays(7));
  static final Currency RUB = Currency.getInstance("RUB");

  /** Unique, so that several tests can share one store. */
  final String workspace = "w" + UUID.randomUUID().toString().substring(0, 8);

  private int requests;

  static Money rub(long kopecks) {
    return new Money(kopecks, RUB);
  }

  Consultation requested(String client, String specialist) {
    return requested("key" + ++requests, client, specialist, LAPSES_AT);
  }

  /** One whose timer lies in a shard. */
  Consultation requestedIn(int shard, Instant lapsesAt) {
    while (true) {
      Consultation one = requested("key" + ++requests, "vera", "lev", lapsesAt);
      if (Timer.shard(one.id()) == shard) {
        return one;
      }
    }
  }

  private Consultation requested(String key, String client, String specialist, Instant lapsesAt) {
    return new Consultation(
        ConsultationId.requested(workspace, client, key),
        new Parties(ConversationId.between(workspace, client, specialist), client, specialist),
        AT,
        1,
        new Stage.Requested(wish(false), 0, lapsesAt),
        List.of());
  }

  /** Every consultation tells in a log of its own, so that tests need not count for each other. */
  ConversationId place(Consultation consultation) {
    return new ConversationId(workspace, consultation.id().value());
  }

  Consultation after(Consultation before, Stage stage, int commands) {
    List<Done> done = new ArrayList<>();
    for (int n = 0; n < commands; n++) {
      done.add(done(n));
    }
    return new Consultation(
        before.id(), before.parties(), before.requestedAt(), before.version() + 1, stage, done);
  }

  private static Done done(int n) {
    return Done.Wanted.of("vera", "key" + n, new Command.Agree(n)).at(9_999_999_999L - n);
  }

  static Wish wish(boolean whole) {
    return whole
        ? new Wish(
            "Перевірка договору \"7\"",
            new Due.At(AT.plus(Duration.ofDays(9)).plusMillis(1)),
            Optional.of(AT.plus(Duration.ofDays(2))))
        : new Wish("Lease check", new Due.Within(Duration.ofDays(2)), Optional.empty());
  }

  Terms terms(int version) {
    Hash hash = new Sha256("made").add(version).hash();
    Wish wish = wish(version % 2 == 0);
    return new Terms(version, wish, rub(Money.MOST - version), new BasisPoints(9_999), hash);
  }

  Settlement settlement() {
    return new Settlement(rub(70), rub(25), rub(15), rub(10));
  }

  Stage.Disputed disputed(Instant claimedAt, Optional<Instant> remindsAt) {
    return new Stage.Disputed(terms(2), AT, Duration.ofMillis(12_345), claimedAt, remindsAt);
  }

  /** Every stage there is, with and without what may be absent. */
  List<Stage> stages() {
    Instant later = AT.plusMillis(7);
    return List.of(
        new Stage.Requested(wish(true), 7, later),
        new Stage.Offered(terms(1), later),
        new Stage.Offered(terms(2), later),
        new Stage.Agreed(terms(2), AT, later),
        new Stage.Paid(terms(2), AT, later, AT.plusMillis(9)),
        new Stage.Open(terms(1), AT, later, 0),
        new Stage.Open(terms(2), AT, later, 2),
        new Stage.Closed(terms(2), AT, later),
        disputed(AT.plusMillis(3), Optional.of(later)),
        disputed(AT.plusMillis(3), Optional.empty()),
        new Stage.Completed(terms(2), settlement(), AT),
        new Stage.Declined(AT),
        new Stage.Cancelled(Actor.SPECIALIST, rub(5), AT),
        new Stage.Cancelled(Actor.TIME, rub(0), AT),
        new Stage.Expired(AT));
  }

  Content.Progress progress(Consultation it, Content.Progress.Work work) {
    boolean whole = it.version() % 2 == 0;
    return new Content.Progress(
        it.id().value(),
        it.version(),
        Event.REVISED.text(),
        "offered",
        whole ? Optional.of("Перевірка \"7\"") : Optional.empty(),
        whole ? Optional.of(rub(Money.MOST)) : Optional.empty(),
        whole ? Optional.of(AT.plusMillis(1)) : Optional.empty(),
        whole ? Optional.of(AT.plusMillis(2)) : Optional.empty(),
        whole
            ? Optional.of(new Content.Progress.Mark(7, new Hash("A".repeat(43))))
            : Optional.empty(),
        it.version() % 3 == 0 ? Optional.of(rub(1)) : Optional.empty(),
        whole ? Optional.of("Текст \"x\"\n") : Optional.empty(),
        whole ? Optional.empty() : Optional.of("Ви помилились"),
        whole ? List.of(3L, 9_999_999_999L, 4L) : List.of(),
        work,
        whole);
  }

  Commit.Append entry(ConversationId where, long seq, Content content) {
    Optional<Side> newest = content.isMessage() ? Optional.of(Side.CLIENT) : Optional.empty();
    Standing standing = new Standing(Set.of(), false, false, Optional.empty(), (int) seq % 3);
    Entry entry =
        new Entry(
            seq,
            AT.plusMillis(seq),
            "vera",
            Side.CLIENT,
            Optional.empty(),
            content,
            new Running(new Totals(seq, seq, newest), standing, Pace.NONE),
            new Salt("AAAAAAAAAAAAAAAA"),
            new Sha256("entry").add(seq).hash(),
            Optional.empty());
    return new Commit.Append(where, entry);
  }
}
