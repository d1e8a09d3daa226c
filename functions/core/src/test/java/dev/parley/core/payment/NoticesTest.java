package dev.parley.core.payment;

import static dev.parley.core.payment.Counter.rub;
import static dev.parley.core.payment.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.conversation.Attachments;
import dev.parley.core.conversation.Caller;
import dev.parley.core.conversation.Chain;
import dev.parley.core.conversation.Change;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.FileDescription;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.InboxLists;
import dev.parley.core.conversation.InboxOwner;
import dev.parley.core.conversation.Matter;
import dev.parley.core.conversation.Messages;
import dev.parley.core.conversation.Projection;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.ShowTyping;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Standings;
import dev.parley.core.failure.Code;
import dev.parley.core.faults.Died;
import dev.parley.core.faults.FaultAt;
import dev.parley.core.faults.PortFault;
import dev.parley.core.payment.FakeProvider.Behaviour;
import dev.parley.core.workspace.Membership;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to a person's money is told them once, in a log of its own. */
class NoticesTest {
  private final FaultAt faults = new FaultAt();
  private final Counter counter = new Counter(faults);

  @AfterEach
  void everyLogIsWhole() {
    for (String person : List.of("vera", "lev")) {
      List<Entry> log = log(person);
      if (!log.isEmpty()) {
        Conversation conversation = counter.log.conversation(id(person)).orElseThrow();
        assertThat(conversation.counterpart()).isEqualTo(new Counterpart.Workspace());
        assertThat(conversation.client()).isEqualTo(person);
        assertThat(Chain.holds(conversation, log)).isTrue();
        assertThat(log.getFirst().content()).isEqualTo(new Content.Opened());
        assertThat(log.getLast().totals().staff()).isEqualTo(notices(person).size());
      }
    }
  }

  @Test
  void aTopUpThatIsPaidIsToldOnceHoweverOftenTheProviderTells() {
    Payment topUp = counter.topUp("vera", 100_00);
    assertThat(log("vera")).isEmpty();
    Incoming paid = counter.provider.pay(topUp.id().reference());
    counter.told(paid);
    counter.told(paid);
    assertThat(notices("vera")).containsExactly(notice("topped_up", topUp, 100_00));
  }

  @Test
  void aTopUpThatIsRefusedIsToldAndOneThatNobodyPaysIsNot() {
    Payment refused = counter.topUp("vera", 1_00);
    counter.topUp("vera", 2_00);
    Incoming told = counter.provider.refuse(refused.id().reference());
    counter.told(told);
    counter.told(told);
    counter.settle();
    assertThat(notices("vera")).containsExactly(notice("top_up_refused", refused, 1_00));
  }

  @Test
  void whatIsTakenBackIsToldWithWhatIsOwedAndWhatIsRepaidLater() {
    Payment topUp = counter.credited("vera", 100_00);
    counter
        .cases
        .errands()
        .run(counter.in("vera"), Counter.pays("k", counter.agreed("vera", 60_00)));
    counter.told(counter.provider.chargeBack(external(topUp), 30_00));
    counter.told(counter.provider.chargeBack(external(topUp), 70_00));
    Payment next = counter.credited("vera", 80_00);
    assertThat(notices("vera"))
        .containsExactly(
            notice("topped_up", topUp, 100_00),
            notice("taken_back", topUp, 30_00),
            notice("taken_back", topUp, 70_00, Optional.empty(), Optional.of(60_00L)),
            notice("topped_up", next, 80_00, Optional.of(60_00L), Optional.of(0L)));
  }

  @Test
  void aWithdrawalIsToldWhereItWaitsAndHowItEnds() {
    counter.earns("lev", 180_000_00);
    Payment small = counter.withdrawal("lev", 500_00);
    counter.wake(small);
    Payment rejected = counter.withdrawal("lev", 60_000_00);
    counter.cases.withdrawals().reject(counter.in("maria"), rejected.id(), "r", "Not your purse");
    counter.cases.withdrawals().reject(counter.in("maria"), rejected.id(), "r", "Not your purse");
    Payment cancelled = counter.withdrawal("lev", 60_000_00);
    counter.cases.withdrawals().cancel(counter.in("lev"), cancelled.id(), "c");
    counter.provider.next(Behaviour.FAILS);
    Payment failed = counter.withdrawal("lev", 600_00);
    counter.wake(failed);
    String reason = ((Withdrawal.Failed) counter.stage(failed)).reason();
    assertThat(notices("lev"))
        .containsExactly(
            notice("withdrawal_paid", small, 500_00),
            notice("withdrawal_awaiting", rejected, 60_000_00),
            because(notice("withdrawal_rejected", rejected, 60_000_00), "Not your purse"),
            notice("withdrawal_awaiting", cancelled, 60_000_00),
            because(notice("withdrawal_failed", failed, 600_00), reason));
  }

  @Test
  void whatIsAssignedIsToldToWhomItIsAndWhatFitsNothingToNobody() {
    Payment stray = counter.stray(100_00);
    Payment other = counter.stray(50_00);
    counter.cases.strays().assign(counter.in("maria"), stray.id(), "a", "vera", "She says so");
    counter.cases.strays().giveBack(counter.in("maria"), other.id(), "g", "nobody's");
    counter.sweep();
    counter.told(counter.provider.chargeBack(external(counter.found(stray)), 10_00));
    assertThat(notices("vera"))
        .containsExactly(notice("assigned", stray, 100_00), notice("taken_back", stray, 10_00));
    assertThat(counter.log.conversation(id("maria"))).isEmpty();
    assertThat(counter.log.conversation(id(""))).isEmpty();
  }

  @Test
  void sixtyFourWhoTellAtOnceTellOnce() {
    Payment topUp = counter.topUp("vera", 100_00);
    Incoming paid = counter.provider.pay(topUp.id().reference());
    Crowd.done(
        64,
        () -> {
          counter.told(paid);
          return "told";
        });
    assertThat(notices("vera")).containsExactly(notice("topped_up", topUp, 100_00));
  }

  @Test
  void manyTopUpsAtOnceAreAllTold() {
    List<Incoming> paid =
        Stream.generate(() -> counter.topUp("vera", 1_00))
            .limit(12)
            .map(it -> counter.provider.pay(it.id().reference()))
            .toList();
    Crowd.done(
        paid.stream()
            .<Callable<Object>>map(
                it ->
                    () -> {
                      counter.told(it);
                      return "told";
                    })
            .toList());
    assertThat(notices("vera")).hasSize(12);
    assertThat(counter.wallet("vera")).isEqualTo(12_00);
  }

  @Test
  void whoeverWatchesIsShownItAndShownAgainWhenNobodyMayHaveSeenIt() {
    counter.credited("vera", 1_00);
    Session session = new Session(Counter.WORKSPACE, "vera", 0, "socket-1");
    watch(session);
    Payment topUp = counter.topUp("vera", 100_00);
    Incoming paid = counter.provider.pay(topUp.id().reference());
    int calls = dryRun(paid);
    for (int call = 0; call < calls; call++) {
      counter.audience.clear();
      Payment one = counter.topUp("vera", 100_00);
      Incoming told = counter.provider.pay(one.id().reference());
      faults.arm(call, PortFault.DIES_BEFORE);
      assertThatThrownBy(() -> tell(told)).isInstanceOf(Died.class);
      faults.calm();
      tell(told);
      assertThat(shown(session))
          .as("died at call " + call)
          .contains(notice("topped_up", one, 100_00));
      assertThat(shown(session).stream().distinct()).hasSize(1);
    }
  }

  /** How many calls of ports it takes. */
  private int dryRun(Incoming paid) {
    faults.calm();
    tell(paid);
    return faults.made().size();
  }

  private void tell(Incoming told) {
    counter.faulty.arrivals().told(Counter.WORKSPACE, told);
  }

  @Test
  void theListShowsItUnreadAndReadingIsAsEverywhere() {
    counter.credited("vera", 100_00);
    project("vera");
    InboxLists lists = new InboxLists(counter.ports().conversations());
    List<Conversations.Shown> mine =
        lists.mine(counter.in("vera"), false, Optional.empty(), 9).conversations().stream()
            .filter(it -> it.conversation().id().equals(id("vera")))
            .toList();
    assertThat(mine).hasSize(1);
    assertThat(mine.getFirst().line().unread()).isEqualTo(1);
    assertThat(mine.getFirst().line().row().totals().unanswered()).isFalse();
    Conversations conversations = new Conversations(counter.ports().conversations());
    assertThat(conversations.show(counter.in("vera"), id("vera")).read())
        .contains(new Conversations.ReadBy(0, 0));
    assertRefused(Code.NOT_FOUND, () -> conversations.show(counter.in("maria"), id("vera")));
  }

  @Test
  void nobodyBlocksOrRestrictsTheWorkspaceAndHidingLastsUntilTheNextNotice() {
    counter.credited("vera", 100_00);
    Standings standings = new Standings(counter.ports().conversations());
    for (Change change : List.of(new Change.Block(true), new Change.Leave(), new Change.Lift())) {
      assertRefused(
          Code.NOT_ALLOWED, () -> standings.change(counter.in("vera"), id("vera"), change));
    }
    assertThat(
            standings.change(counter.in("vera"), id("vera"), new Change.Hide()).standing().hidden())
        .isTrue();
    counter.credited("vera", 100_00);
    assertThat(log("vera").getLast().standing().hidden()).isFalse();
    assertThat(log("vera")).hasSize(4);
  }

  @Test
  void nobodyWritesUploadsOrTypesThere() {
    counter.credited("vera", 100_00);
    dev.parley.core.conversation.Ports ports = counter.ports().conversations();
    Membership vera = counter.in("vera");
    for (Matter words :
        List.of(new Content.Text("Thank you"), new Content.Edited(2, "Less, please"))) {
      ClientMessageId message = ClientMessageId.parse("2.abcdef").orElseThrow();
      Draft draft = new Draft(id("vera"), message, 2, true, words);
      assertRefused(
          Code.NOT_ALLOWED, () -> new Messages(ports).write(new Caller.OverRest(vera), draft));
    }
    FileDescription file = new FileDescription("a.png", "image/png", 8, "sha");
    assertRefused(
        Code.NOT_ALLOWED, () -> new Attachments(ports, null, null).prepare(vera, id("vera"), file));
    Session session = new Session(Counter.WORKSPACE, "vera", 0, "socket-1");
    watch(session);
    new ShowTyping(ports).handle(vera, id("vera"));
    assertThat(counter.audience.framesOf(session)).isEmpty();
    assertThat(log("vera")).hasSize(2);
  }

  private void project(String person) {
    Projection projection = new Projection(counter.ports().conversations());
    List<Projection.Projected> rows = projection.project(id(person), log(person).getLast());
    assertThat(rows)
        .extracting(Projection.Projected::owner)
        .containsExactly(new InboxOwner.Person(Counter.WORKSPACE, person));
  }

  private void watch(Session session) {
    counter.rooms.register(session, Counter.START);
    Instant later = Counter.START.plusSeconds(3_600);
    counter.rooms.join(session, id(session.person()), Side.CLIENT, 9, later);
  }

  private List<Content.Notice> shown(Session session) {
    return counter.audience.framesOf(session).stream()
        .map(frame -> (Content.Notice) ((Frame.Appended) frame).entry().content())
        .toList();
  }

  private static ConversationId id(String person) {
    return ConversationId.ofWorkspace(Counter.WORKSPACE, person);
  }

  private List<Entry> log(String person) {
    return counter.log.page(id(person), 0, Integer.MAX_VALUE);
  }

  private List<Content.Notice> notices(String person) {
    return log(person).stream()
        .map(Entry::content)
        .filter(Content.Notice.class::isInstance)
        .map(Content.Notice.class::cast)
        .toList();
  }

  private static String external(Payment payment) {
    return switch (payment.stage()) {
      case TopUp.Credited credited -> credited.externalId();
      case Stray stray -> stray.externalId();
      default -> throw new IllegalArgumentException(payment.toString());
    };
  }

  private static Content.Notice notice(String event, Payment payment, long kopecks) {
    return notice(event, payment, kopecks, Optional.empty(), Optional.empty());
  }

  private static Content.Notice notice(
      String event, Payment payment, long kopecks, Optional<Long> repaid, Optional<Long> owed) {
    return new Content.Notice(
        event,
        payment.id().value(),
        rub(kopecks),
        repaid.map(Counter::rub),
        owed.map(Counter::rub),
        Optional.empty());
  }

  private static Content.Notice because(Content.Notice it, String reason) {
    return new Content.Notice(
        it.event(), it.payment(), it.amount(), it.repaid(), it.owed(), Optional.of(reason));
  }
}
