package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.offer;
import static dev.parley.core.consultation.Office.rub;
import static dev.parley.core.consultation.Office.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Opening;
import dev.parley.core.failure.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same under the same key is done once, however many ask, however much later. */
class KeysTest {
  private static final int MANY = 64;
  private static final Duration MONTH = Duration.ofDays(30);

  private final Office office = new Office();

  @AfterEach
  void theBooksAreRight() {
    assertThat(office.flaws()).isEmpty();
  }

  @Test
  void manyWhoPayAtOnceUnderOneKeyPayOnceAndHearTheSame()
      throws InterruptedException, ExecutionException {
    office.credit("vera", 100_000);
    ConsultationId id = office.agreed(100_000);
    Callable<Receipt> pay = () -> office.does("vera", id, "pay", new Command.Pay());
    Receipt receipt = theSameForAll(pay);
    assertThat(office.wallet("vera")).isZero();
    assertThat(office.held(id)).isEqualTo(100_000);
    assertThat(office.progress(id)).filteredOn(it -> it.event().equals("paid")).hasSize(1);
    office.advance(MONTH);
    assertThat(theSameForAll(pay)).isEqualTo(receipt);
  }

  @Test
  void manyWhoRequestAtOnceUnderOneKeyGetOneConsultation()
      throws InterruptedException, ExecutionException {
    Wish soon =
        new Wish(
            "Lease check",
            new Due.At(Office.START.plus(Duration.ofHours(5))),
            Optional.of(Office.START.plus(Duration.ofHours(1))));
    Callable<Receipt> request =
        () ->
            office.consultations.request(
                office.in("vera"), office.dialog, "once", soon, Optional.empty());
    Receipt receipt = theSameForAll(request);
    assertThat(office.store.live(Office.WORKSPACE, Actor.CLIENT, "vera", Optional.empty(), 10))
        .hasSize(1);
    assertThat(office.progress(receipt.consultation())).hasSize(1);
    office.advance(MONTH);
    assertThat(theSameForAll(request))
        .as("what was asked for lies in the past by now")
        .isEqualTo(receipt);
  }

  @Test
  void manyWhoEndItAtOnceUnderKeysOfTheirOwnEndItOnce()
      throws InterruptedException, ExecutionException {
    ConsultationId id = office.closed(100_000);
    List<Future<Receipt>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int index = 0; index < MANY; index++) {
        String key = "key" + index;
        answers.add(threads.submit(() -> office.does("vera", id, key, new Command.Accept())));
      }
    }
    assertThat(answers).filteredOn(it -> it.state() == Future.State.SUCCESS).hasSize(1);
    assertThat(answers)
        .filteredOn(it -> it.state() == Future.State.FAILED)
        .allSatisfy(
            it ->
                assertThat(it.exceptionNow()).isInstanceOf(dev.parley.core.failure.Refused.class));
    assertThat(office.earnings("lev")).isEqualTo(90_000);
  }

  private static Receipt theSameForAll(Callable<Receipt> call)
      throws InterruptedException, ExecutionException {
    List<Future<Receipt>> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers = threads.invokeAll(java.util.Collections.nCopies(MANY, call));
    }
    HashSet<Receipt> receipts = new HashSet<>();
    for (Future<Receipt> answer : answers) {
      receipts.add(answer.get());
    }
    assertThat(receipts).hasSize(1);
    return receipts.iterator().next();
  }

  @Test
  void everyCommandOfAWholeLifeIsAnsweredAlikeALifeLater() {
    List<Callable<Receipt>> calls = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    ConsultationId id = office.request("request");
    office.credit("vera", 100_000);
    office.wallets.fund(office.in("maria"), rub(100_000), "own", "fund");
    calls.add(
        () ->
            office.consultations.request(
                office.in("vera"),
                office.dialog,
                "request",
                wish(),
                Optional.of("Is my lease sound?")));
    does(calls, "lev", id, new Command.Propose(offer(90_000)));
    does(calls, "lev", id, new Command.Revise(offer(100_000)));
    does(calls, "vera", id, new Command.Agree(2));
    does(calls, "vera", id, new Command.Pay());
    does(calls, "lev", id, new Command.Close(Optional.of("done")));
    does(calls, "vera", id, new Command.Claim("poor", List.of()));
    does(calls, "vera", id, new Command.Withdraw());
    does(calls, "vera", id, new Command.Accept());
    does(calls, "irina", id, new Command.Refund(rub(1), "a kopeck"));
    calls.forEach(call -> receipts.add(get(call)));
    assertThat(receipts)
        .extracting(Receipt::version)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    office.advance(MONTH);
    office.advance(Duration.ofDays(400));
    List<Receipt> later = new ArrayList<>();
    calls.forEach(call -> later.add(get(call)));
    assertThat(later).isEqualTo(receipts);
    assertThat(office.wallet("vera")).isEqualTo(1);
  }

  private void does(List<Callable<Receipt>> calls, String person, ConsultationId id, Command it) {
    calls.add(() -> office.does(person, id, "key of " + it.name(), it));
  }

  private static Receipt get(Callable<Receipt> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aKeyIsAPersonsOwnAndForOneThing() {
    ConsultationId id = office.offered(100_000);
    office.does("lev", id, "key", new Command.Revise(offer(90_000)));
    Refusals.assertRefused(
        Code.IDEMPOTENCY_MISMATCH,
        () -> office.does("lev", id, "key", new Command.Revise(offer(90_001))));
    Refusals.assertRefused(
        Code.IDEMPOTENCY_MISMATCH,
        () -> office.does("lev", id, "key", new Command.Decline(Optional.empty())));
    office.does("vera", id, "key", new Command.Agree(2));
    assertThat(office.stage(id)).isInstanceOf(Stage.Agreed.class);
  }

  @Test
  void anotherRequestUnderTheSameKeyIsAMistake() {
    office.request("a");
    ConversationId other =
        new Conversations(office.ports.conversations())
            .open(office.in("vera"), new Opening.ByClient(new Counterpart.Specialist("nina")))
            .conversation()
            .conversation()
            .id();
    Refusals.assertRefused(
        Code.IDEMPOTENCY_MISMATCH,
        () ->
            office.consultations.request(
                office.in("vera"), office.dialog, "a", wish(), Optional.of("Another?")));
    Refusals.assertRefused(
        Code.IDEMPOTENCY_MISMATCH,
        () ->
            office.consultations.request(
                office.in("vera"), other, "a", wish(), Optional.of("Is my lease sound?")));
    assertThat(office.store.live(Office.WORKSPACE, Actor.SPECIALIST, "nina", Optional.empty(), 10))
        .isEmpty();
  }

  @Test
  void whatAStrangerUsesAKeyForIsNobodysBusiness() {
    ConsultationId id = office.request("a");
    Instant before = office.now.get();
    Refusals.assertRefused(
        Code.NOT_FOUND,
        () -> office.does("pavel", id, "vera-key", new Command.Cancel(Optional.empty())));
    assertThat(office.stage(id).wakeAt()).contains(before.plus(Duration.ofDays(7)));
  }
}
