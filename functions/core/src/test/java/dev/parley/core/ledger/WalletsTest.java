package dev.parley.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.ConsultationPolicy;
import dev.parley.core.workspace.FilePolicy;
import dev.parley.core.workspace.InMemoryDirectory;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WalletsTest {
  private static final int MANY = 64;

  private final AtomicReference<Instant> now = new AtomicReference<>(Drafts.AT);
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final InMemoryDirectory directory = new InMemoryDirectory();
  private final Wallets wallets = new Wallets(ledger, directory, now::get, _ -> {});

  WalletsTest() {
    use(Drafts.RUB);
  }

  private void use(Currency currency) {
    ConsultationPolicy it = ConsultationPolicy.DEFAULT;
    ConsultationPolicy policy =
        new ConsultationPolicy(
            currency,
            it.priceCap(),
            it.commission(),
            it.claimWindow(),
            it.requestLifetime(),
            it.offerLifetime(),
            it.paymentWindow(),
            it.claimTime());
    directory.provision(
        new Preset(
            new Workspace(
                Drafts.WORKSPACE,
                "Portal",
                StartPolicy.CLIENT_ONLY,
                Set.of(),
                Workspace.CHAT_ROLES,
                FilePolicy.DEFAULT,
                policy),
            List.of(),
            List.of(
                member("vera", Role.CLIENT),
                member("lev", Role.SPECIALIST),
                member("irina", Role.ARBITER),
                member("olga", Role.ADMINISTRATOR),
                member("maria", Role.ACCOUNTANT))));
  }

  private static Member member(String person, Role role) {
    return new Member(
        Drafts.WORKSPACE, person, person, Set.of(role), Optional.empty(), Set.of(), 0);
  }

  private Membership in(String person) {
    return Membership.of(directory, Drafts.WORKSPACE, person);
  }

  private static Money rub(long kopecks) {
    return new Money(kopecks, Drafts.RUB);
  }

  private Wallets.Receipt credit(long kopecks, String key) {
    return wallets.credit(in("maria"), "vera", rub(kopecks), "transfer", key);
  }

  @AfterEach
  void theBooksAreRight() {
    Proof proof = new Proof();
    ledger.books().forEach(book -> proof.add(ledger.page(book, 0, Integer.MAX_VALUE)));
    for (int shard = 0; shard < Loose.SHARDS; shard++) {
      ledger.loose(Drafts.WORKSPACE, shard, "", Integer.MAX_VALUE).forEach(proof::add);
    }
    assertThat(proof.flaws()).isEmpty();
  }

  @Test
  void whatIsPutInIsThere() {
    credit(100, "a");
    credit(50, "b");
    Wallets.Wallet shown = wallets.show(in("vera"));
    assertThat(shown.wallet()).isEqualTo(rub(150));
    assertThat(List.of(shown.earnings(), shown.withdrawing(), shown.owed())).containsOnly(rub(0));
    assertThat(wallets.show(in("lev")).wallet()).isEqualTo(rub(0));
  }

  @Test
  void theReserveIsTheWorkspaces() {
    Wallets.Receipt receipt = wallets.fund(in("maria"), rub(70), "own", "a");
    Loose loose = ledger.loose(Drafts.WORKSPACE, receipt.transfer()).orElseThrow();
    assertThat(receipt.at()).isEqualTo(loose.at());
    assertThat(loose.cause())
        .isEqualTo(
            new Cause(
                Cause.Event.FUNDED, Book.WORKSPACE, Optional.of("maria"), Optional.of("own")));
    assertThat(
            ledger
                .head(Book.reserve(Drafts.WORKSPACE, Drafts.RUB))
                .orElseThrow()
                .balance(Account.RESERVE))
        .isEqualTo(70);
    assertThat(wallets.show(in("maria")).wallet()).isEqualTo(rub(0));
  }

  @Test
  void aDebtIsShownAsWhatIsOwed() {
    wallets.fund(in("maria"), rub(70), "own", "a");
    Drafts.apply(
        ledger,
        Drafts.transfer(
            "back",
            Cause.Event.RECLAIMED,
            new Leg(Account.WALLET, "vera", 70),
            Leg.of(Account.RESERVE, -70),
            new Leg(Account.RECEIVABLE, "lev", -70),
            Leg.of(Account.ADVANCES, 70)));
    assertThat(wallets.show(in("lev")).owed()).isEqualTo(rub(70));
  }

  @Test
  void onlyAnAccountantPutsMoneyIn() {
    for (String person : List.of("vera", "lev", "irina", "olga")) {
      assertRefused(
          Code.NOT_ALLOWED, () -> wallets.credit(in(person), "vera", rub(1), "mine", "a"));
      assertRefused(Code.NOT_ALLOWED, () -> wallets.fund(in(person), rub(1), "mine", "a"));
    }
    assertThat(ledger.books()).isEmpty();
  }

  @Test
  void anAmountIsMoreThanNothingAndNotTooMuchAndInTheCurrencyUsedHere() {
    for (long wrong : new long[] {0, -1, Money.MOST + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertRefused(Code.INVALID_FIELD, () -> credit(wrong, "a"));
      assertRefused(Code.INVALID_FIELD, () -> wallets.fund(in("maria"), rub(wrong), "own", "a"));
    }
    Money euros = new Money(100, Drafts.EUR);
    assertRefused(
        Code.INVALID_FIELD, () -> wallets.credit(in("maria"), "vera", euros, "transfer", "a"));
    credit(1, "one");
    credit(Money.MOST, "most");
    assertThat(wallets.show(in("vera")).wallet()).isEqualTo(rub(Money.MOST + 1));
  }

  @Test
  void moneyIsPutIntoWalletsOfPeopleWhoAreHere() {
    assertRefused(
        Code.NOT_FOUND, () -> wallets.credit(in("maria"), "nobody", rub(1), "transfer", "a"));
  }

  @Test
  void theSameKeyPutsItInOnceAndIsAnsweredAlikeForLife() {
    Wallets.Receipt receipt = credit(100, "a");
    now.updateAndGet(it -> it.plus(Duration.ofDays(400)));
    assertThat(credit(100, "a")).isEqualTo(receipt);
    use(Drafts.EUR);
    assertThat(credit(100, "a")).as("though prices are in euros by now").isEqualTo(receipt);
    use(Drafts.RUB);
    assertThat(wallets.show(in("vera")).wallet()).isEqualTo(rub(100));
  }

  @Test
  void aReceiptSaysWhenItStandsInTheBooksThoughTheClockIsBehind() {
    credit(50, "first");
    now.updateAndGet(it -> it.minus(Duration.ofSeconds(3)));
    Wallets.Receipt receipt = credit(100, "a");
    assertThat(receipt.at()).isEqualTo(Drafts.AT);
    assertThat(ledger.loose(Drafts.WORKSPACE, receipt.transfer()).orElseThrow().at())
        .isEqualTo(receipt.at());
    assertThat(credit(100, "a")).isEqualTo(receipt);
  }

  @Test
  void somethingElseUnderTheSameKeyIsAMistake() {
    credit(100, "a");
    assertRefused(Code.IDEMPOTENCY_MISMATCH, () -> credit(101, "a"));
    assertRefused(
        Code.IDEMPOTENCY_MISMATCH,
        () -> wallets.credit(in("maria"), "vera", rub(100), "another reason", "a"));
    assertRefused(
        Code.IDEMPOTENCY_MISMATCH,
        () -> wallets.credit(in("maria"), "lev", rub(100), "transfer", "a"));
    assertRefused(
        Code.IDEMPOTENCY_MISMATCH,
        () -> wallets.credit(in("maria"), "vera", new Money(100, Drafts.EUR), "transfer", "a"));
    assertRefused(
        Code.IDEMPOTENCY_MISMATCH, () -> wallets.fund(in("maria"), rub(100), "transfer", "a"));
    assertThat(ledger.books()).hasSize(1);
  }

  @Test
  void manyAtOnceUnderOneKeyPutItInOnce() throws InterruptedException, ExecutionException {
    Set<Wallets.Receipt> receipts = new HashSet<>();
    Callable<Wallets.Receipt> call = () -> credit(100, "a");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Wallets.Receipt> it : threads.invokeAll(Collections.nCopies(MANY, call))) {
        receipts.add(it.get());
      }
    }
    assertThat(receipts).hasSize(1);
    assertThat(wallets.show(in("vera")).wallet()).isEqualTo(rub(100));
  }

  @Test
  void aStatementIsReadPartByPartToItsEnd() {
    for (int line = 1; line <= 7; line++) {
      credit(line, "key" + line);
    }
    List<Long> read = new ArrayList<>();
    long after = 0;
    boolean complete = false;
    while (!complete) {
      Wallets.Statement part = wallets.statement(in("vera"), Account.Kind.WALLET, after, 3);
      part.lines().forEach(line -> read.add(line.amount(Account.WALLET)));
      after = part.lines().getLast().number();
      complete = part.complete();
    }
    assertThat(read).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(wallets.statement(in("vera"), Account.Kind.WALLET, 7, 3).lines()).isEmpty();
    assertThat(wallets.statement(in("vera"), Account.Kind.WALLET, 4, 3).complete()).isTrue();
    assertThat(wallets.statement(in("lev"), Account.Kind.WALLET, 0, 3).lines()).isEmpty();
  }

  @Test
  void aPartIsNeverLongerThanOneMayBe() {
    for (int line = 0; line <= Wallets.PAGE_LINES; line++) {
      credit(1, "key" + line);
    }
    Wallets.Statement part =
        wallets.statement(in("vera"), Account.Kind.WALLET, 0, Integer.MAX_VALUE);
    assertThat(part.lines()).hasSize(Wallets.PAGE_LINES);
    assertThat(part.complete()).isFalse();
  }

  @Test
  void whatIsHeldAndWhatIsTheWorkspacesIsNobodysStatement() {
    assertRefused(Code.NOT_FOUND, () -> wallets.statement(in("vera"), Account.Kind.ESCROW, 0, 10));
    assertRefused(
        Code.NOT_FOUND, () -> wallets.statement(in("maria"), Account.Kind.RESERVE, 0, 10));
  }

  private static void assertRefused(Code code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(Refused.class, it -> assertThat(it.code()).isEqualTo(code));
  }
}
