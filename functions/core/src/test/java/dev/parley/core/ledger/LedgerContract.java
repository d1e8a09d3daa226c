package dev.parley.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store of books must do. */
public abstract class LedgerContract {
  private static final Instant AT = Instant.parse("2026-03-02T09:00:00.123Z");
  private static final Currency RUB = Currency.getInstance("RUB");
  private static final Currency UAH = Currency.getInstance("UAH");

  private final String workspace = "w" + UUID.randomUUID().toString().substring(0, 8);
  private final Book wallet = Book.wallet(workspace, "vera", RUB);
  private final Book income = Book.income(workspace, "lev", RUB);
  private final Book reserve = Book.reserve(workspace, RUB);

  protected abstract LedgerStore store();

  @Test
  public void aBookThatHasNotBegunHasNoLines() {
    assertThat(store().head(wallet)).isEmpty();
    assertThat(store().page(wallet, 0, 10)).isEmpty();
    assertThat(store().loose(workspace, "t1")).isEmpty();
    assertThat(store().loose(workspace, Loose.shard("t1"), "", 10)).isEmpty();
  }

  @Test
  public void everyLineComesBackAsItWasWritten() {
    List<Posting> written =
        List.of(
            write(transfer("t1", cause("vera", "Оплата по счёту \"7\"\n"), credit(500_00))),
            write(
                transfer(
                    "t2",
                    new Cause(Cause.Event.PAID, "order", Optional.of("vera"), Optional.empty()),
                    new Leg(Account.WALLET, "vera", -300_00),
                    new Leg(Account.ESCROW, "order", 300_00))),
            write(
                transfer(
                    "t3",
                    new Cause(Cause.Event.SPLIT, "order", Optional.empty(), Optional.empty()),
                    new Leg(Account.ESCROW, "order", -300_00),
                    new Leg(Account.WALLET, "vera", 100_00),
                    new Leg(Account.EARNINGS, "lev", 180_00),
                    Leg.of(Account.COMMISSION, 20_00))),
            write(
                transfer(
                    "t4",
                    cause(Book.WORKSPACE, "x".repeat(400)),
                    Leg.of(Account.RESERVE, 100_000_000_000_000L),
                    Leg.of(Account.GATEWAY, -100_000_000_000_000L))),
            write(
                transfer(
                    "t5",
                    cause("order", "wrong"),
                    new Leg(Account.WALLET, "vera", 50_00),
                    new Leg(Account.RECEIVABLE, "lev", -50_00),
                    Leg.of(Account.RESERVE, -50_00),
                    Leg.of(Account.ADVANCES, 50_00))));
    for (Posting posting : written) {
      for (Line line : posting.lines()) {
        assertThat(store().page(line.book(), line.number() - 1, 1)).containsExactly(line);
      }
      posting
          .loose()
          .ifPresent(it -> assertThat(store().loose(workspace, it.transfer())).contains(it));
    }
    assertThat(flaws(List.of(wallet, income, reserve, Book.escrow(workspace, "order", RUB))))
        .isEmpty();
  }

  @Test
  public void aStatementIsPagedWithoutGapsOrRepetitions() {
    for (int n = 1; n <= 13; n++) {
      write(transfer("t" + n, cause("vera", "n"), credit(n)));
    }
    List<Line> read = new ArrayList<>();
    List<Line> page;
    do {
      page = store().page(wallet, read.size(), 5);
      read.addAll(page);
    } while (page.size() == 5);
    assertThat(read)
        .extracting(Line::number)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 13).boxed().toList());
    assertThat(store().head(wallet)).contains(read.getLast());
    assertThat(read.getLast().balance(Account.WALLET)).isEqualTo(91);
    assertThat(store().page(wallet, 13, 5)).isEmpty();
  }

  @Test
  public void aLineIsTakenOnceAndWhoeverIsLaterWritesNothing() {
    Posting mine = Posting.of(transfer("mine", cause("vera", "m"), credit(7)), store()::head);
    Posting yours =
        Posting.of(
            transfer(
                "yours",
                cause("vera", "y"),
                new Leg(Account.WALLET, "vera", 5),
                new Leg(Account.EARNINGS, "lev", 5),
                Leg.of(Account.GATEWAY, -10)),
            store()::head);

    assertThat(store().commit(mine)).isTrue();
    assertThat(store().commit(yours)).isFalse();

    assertThat(store().page(wallet, 0, 10)).isEqualTo(mine.lines());
    assertThat(store().head(income)).isEmpty();
    assertThat(store().loose(workspace, "yours")).isEmpty();
  }

  @Test
  public void aTransferIsMadeOnceWhoeverElseWroteInBetween() {
    write(transfer("same", cause("vera", "first"), credit(7)));
    Posting again = Posting.of(transfer("same", cause("vera", "second"), credit(7)), store()::head);

    assertThat(store().commit(again)).isFalse();

    assertThat(store().page(wallet, 0, 10)).hasSize(1);
    assertThat(store().loose(workspace, "same").orElseThrow().cause().reason()).contains("first");
  }

  @Test
  public void looseLegsOfAShardComeInTheOrderOfTheirTransfers() {
    List<String> ids = IntStream.range(0, 40).mapToObj(n -> id(n)).toList();
    ids.forEach(id -> write(transfer(id, cause("vera", "n"), credit(1))));

    List<String> read = new ArrayList<>();
    for (int shard = 0; shard < Loose.SHARDS; shard++) {
      List<String> inShard = looseOf(shard).stream().map(Loose::transfer).toList();
      int here = shard;
      assertThat(inShard).isSorted().allMatch(id -> Loose.shard(id) == here);
      read.addAll(inShard);
    }
    assertThat(read).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  public void booksAreKeptApart() {
    write(transfer("t1", cause("vera", "n"), credit(5)));
    write(
        new Transfer(
            workspace, "t2", UAH, cause("vera", "n"), AT, List.of(credit(7)[0], credit(7)[1])));
    for (Book other :
        List.of(
            Book.wallet(workspace, "ver", RUB),
            Book.wallet(workspace, "vera2", RUB),
            Book.wallet(workspace + "x", "vera", RUB),
            Book.income(workspace, "vera", RUB),
            Book.escrow(workspace, "vera", RUB),
            reserve)) {
      assertThat(store().page(other, 0, 10)).as(other.toString()).isEmpty();
    }
    assertThat(store().head(wallet).orElseThrow().balance(Account.WALLET)).isEqualTo(5);
    assertThat(
            store().head(Book.wallet(workspace, "vera", UAH)).orElseThrow().balance(Account.WALLET))
        .isEqualTo(7);
    assertThat(store().loose(workspace + "x", "t1")).isEmpty();
  }

  @Test
  public void whatDoesNotSumToZeroIsNotWritten() {
    Posting sound = Posting.of(transfer("t1", cause("vera", "n"), credit(5)), store()::head);
    assertThatThrownBy(() -> store().commit(new Posting(sound.lines(), Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().commit(new Posting(List.of(), sound.loose())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store().head(wallet)).isEmpty();
    assertThat(store().loose(workspace, "t1")).isEmpty();
  }

  @Test
  public void allOfATransferBearsOneStamp() {
    Instant later = AT.plusMillis(877);
    write(new Transfer(workspace, "t1", RUB, cause("vera", "n"), later, List.of(credit(5))));
    write(
        transfer(
            "t2",
            cause("vera", "n"),
            new Leg(Account.WALLET, "vera", 5),
            new Leg(Account.EARNINGS, "lev", 5),
            Leg.of(Account.GATEWAY, -10)));
    assertThat(store().head(wallet)).map(Line::at).contains(later);
    assertThat(store().head(income)).map(Line::at).contains(later);
    assertThat(store().loose(workspace, "t2")).map(Loose::at).contains(later);
  }

  @Test
  public void legsThatAreSwappedInWhatIsKeptAreFound() {
    write(
        transfer(
            "t1",
            cause("vera", "n"),
            new Leg(Account.WALLET, "vera", 50),
            Leg.of(Account.COMMISSION, -70),
            Leg.of(Account.ADVANCES, 20)));
    Loose kept = store().loose(workspace, "t1").orElseThrow();
    Proof proof = new Proof();
    proof.add(store().page(wallet, 0, 10));
    proof.add(
        new Loose(
            workspace,
            kept.transfer(),
            kept.currency(),
            kept.cause(),
            kept.at(),
            Map.of(Account.COMMISSION, 20L, Account.ADVANCES, -70L)));
    assertThat(proof.flaws()).containsExactly(new Proof.Flaw(Proof.Flaw.What.LEGS, "t1", 0));
    assertThat(flaws(List.of(wallet))).isEmpty();
  }

  private List<Loose> looseOf(int shard) {
    List<Loose> read = new ArrayList<>();
    List<Loose> page;
    do {
      String after = read.isEmpty() ? "" : read.getLast().transfer();
      page = store().loose(workspace, shard, after, 2);
      read.addAll(page);
    } while (page.size() == 2);
    return read;
  }

  private List<Proof.Flaw> flaws(List<Book> books) {
    Proof proof = new Proof();
    books.forEach(book -> proof.add(store().page(book, 0, 1_000)));
    IntStream.range(0, Loose.SHARDS).forEach(shard -> looseOf(shard).forEach(proof::add));
    return proof.flaws();
  }

  private Posting write(Transfer transfer) {
    Posting posting = Posting.of(transfer, store()::head);
    assertThat(store().commit(posting)).isTrue();
    return posting;
  }

  private Transfer transfer(String id, Cause cause, Leg... legs) {
    return new Transfer(workspace, id, RUB, cause, AT, List.of(legs));
  }

  private static Cause cause(String of, String reason) {
    return new Cause(Cause.Event.CREDITED, of, Optional.of("maria"), Optional.of(reason));
  }

  private static Leg[] credit(long amount) {
    return new Leg[] {new Leg(Account.WALLET, "vera", amount), Leg.of(Account.GATEWAY, -amount)};
  }

  /** Ids that differ in every letter that an id can have, small, large, digits and signs. */
  private static String id(int n) {
    String letters = "AZaz09-_Bb";
    return "" + letters.charAt(n % 10) + letters.charAt(n / 10) + "x." + n;
  }
}
