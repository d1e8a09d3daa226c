package dev.parley.core.payment;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.ConsultationStore;
import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.Errand;
import dev.parley.core.consultation.Errands;
import dev.parley.core.consultation.InMemoryConsultations;
import dev.parley.core.consultation.Offer;
import dev.parley.core.consultation.Stage;
import dev.parley.core.consultation.Wish;
import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.conversation.InMemoryRooms;
import dev.parley.core.conversation.RecordingAudience;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.faults.FaultAt;
import dev.parley.core.ledger.Audit;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.workspace.ConsultationPolicy;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.FilePolicy;
import dev.parley.core.workspace.InMemoryDirectory;
import dev.parley.core.workspace.InMemoryQuota;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.PaymentPolicy;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.SpecialistKind;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A workspace into which money comes and which it leaves, in memory, by a clock moved by hand. */
final class Counter extends Safe {
  static final String PURSE = "P123456789012";

  final InMemoryDirectory directory = new InMemoryDirectory();
  final InMemoryConversations log = new InMemoryConversations();
  final InMemoryConsultations orders = new InMemoryConsultations(log, ledger);
  final InMemoryPayments store = new InMemoryPayments(log, ledger);
  final InMemoryRooms rooms = new InMemoryRooms();
  final RecordingAudience audience = new RecordingAudience();
  final FakeProvider provider = new FakeProvider(now::get);
  final List<Waking> wakings = new CopyOnWriteArrayList<>();
  final Cases cases;

  /** The same with faults in front of every port. */
  final Cases faulty;

  Counter() {
    this(new FaultAt());
  }

  Counter(FaultAt faults) {
    provision(PaymentPolicy.standard(RUB));
    cases =
        cases(
            new Ports(
                store,
                ledger,
                provider,
                new Bell(wakings),
                conversations(log, rooms, audience, directory)),
            orders);
    faulty =
        cases(
            new Ports(
                faults.before(PaymentStore.class, store),
                faults.before(LedgerStore.class, ledger),
                faults.before(Payments.class, provider),
                faults.before(Wakings.class, new Bell(wakings)),
                conversations(
                    faults.before(ConversationStore.class, log),
                    faults.before(Rooms.class, rooms),
                    faults.before(Audience.class, audience),
                    faults.before(Directory.class, directory))),
            faults.before(ConsultationStore.class, orders));
  }

  /** Everything clean, and nobody to wake anything. */
  Ports ports() {
    return ports(store);
  }

  /** The same around another store. */
  Ports ports(PaymentStore around) {
    return new Ports(
        around, ledger, provider, Silence.WAKINGS, conversations(log, rooms, audience, directory));
  }

  /** Remembers what it was asked for. */
  private record Bell(List<Waking> rung) implements Wakings {
    @Override
    public void set(Waking waking, Instant now) {
      rung.add(waking);
    }

    @Override
    public void setAll(List<Waking> wakings, Instant now) {
      rung.addAll(wakings);
    }
  }

  private dev.parley.core.conversation.Ports conversations(
      ConversationStore logs, Rooms watching, Audience shown, Directory people) {
    return new dev.parley.core.conversation.Ports(
        logs,
        log.inboxes(),
        watching,
        people,
        shown,
        new InMemoryQuota(),
        now::get,
        new Random(1),
        _ -> {});
  }

  private static Cases cases(Ports ports, ConsultationStore consultations) {
    Errands errands =
        new Errands(
            new dev.parley.core.consultation.Ports(
                consultations, ports.ledger(), (_, _) -> {}, ports.conversations()));
    return Cases.of(ports, errands);
  }

  /** Sets the workspace up, or changes how money comes and leaves. */
  void provision(PaymentPolicy payments) {
    directory.provision(
        new Preset(
            new Workspace(
                WORKSPACE,
                "Portal",
                StartPolicy.CLIENT_ONLY,
                Set.of(),
                Workspace.CHAT_ROLES,
                FilePolicy.DEFAULT,
                ConsultationPolicy.DEFAULT,
                payments),
            List.of(),
            List.of(
                member("vera", Role.CLIENT),
                member("pavel", Role.CLIENT),
                member("lev", Role.SPECIALIST),
                member("nina", Role.SPECIALIST, Role.ACCOUNTANT),
                member("irina", Role.ARBITER),
                member("maria", Role.ACCOUNTANT))));
  }

  private static Member member(String person, Role... roles) {
    Optional<SpecialistKind> kind =
        roles[0] == Role.SPECIALIST ? Optional.of(SpecialistKind.LAWYER) : Optional.empty();
    return new Member(WORKSPACE, person, person, Set.of(roles), kind, Set.of(), 0);
  }

  Membership in(String person) {
    return Membership.of(directory, WORKSPACE, person);
  }

  /** A top-up with its page open. */
  Payment topUp(String person, long kopecks) {
    return cases.topUps().create(in(person), key(), rub(kopecks), Optional.empty());
  }

  /** A top-up that was paid and told. */
  Payment credited(String person, long kopecks) {
    Payment topUp = topUp(person, kopecks);
    told(provider.pay(topUp.id().reference()));
    return found(topUp);
  }

  /** Money that nobody announced. */
  Payment stray(long kopecks) {
    Incoming paid = provider.pay(Optional.empty(), rub(kopecks));
    told(paid);
    return store.find(PaymentId.external(WORKSPACE, paid.externalId())).orElseThrow();
  }

  void told(Incoming it) {
    cases.arrivals().told(WORKSPACE, it);
  }

  void told(Outgoing it) {
    cases.departures().told(WORKSPACE, it);
  }

  /** Earnings of a specialist, on their way to a purse. */
  Payment withdrawal(String person, long kopecks) {
    return withdrawal(person, kopecks, new Withdrawals.Where.ToPurse(PURSE));
  }

  Payment withdrawal(String person, long kopecks, Withdrawals.Where where) {
    Receipt receipt = cases.withdrawals().create(in(person), key(), rub(kopecks), where);
    return store.find(receipt.payment()).orElseThrow();
  }

  Payment found(Payment payment) {
    return store.find(payment.id()).orElseThrow();
  }

  dev.parley.core.payment.Stage stage(Payment payment) {
    return found(payment).stage();
  }

  Progress.Outcome wake(Payment payment) {
    return cases.progress().woke(payment.id());
  }

  /** Sweeps and wakes until nothing is due any more for days. */
  void settle() {
    for (int night = 0; night < 12; night++) {
      sweep();
      advance(Duration.ofHours(6));
    }
  }

  /** Wakes everything that is due. */
  void sweep() {
    for (Waking waking : due()) {
      cases.progress().woke(waking.payment());
    }
  }

  List<Waking> due() {
    List<Waking> due = new ArrayList<>();
    for (int shard = 0; shard < Waking.SHARDS; shard++) {
      due.addAll(store.due(shard, now.get(), Integer.MAX_VALUE));
    }
    return due;
  }

  /** A consultation that is agreed on and not paid. */
  ConsultationId agreed(String client, long kopecks) {
    Errands errands = cases.errands();
    Wish wish = new Wish("Lease check", new Due.Within(Duration.ofDays(2)), Optional.empty());
    ConsultationId id =
        errands
            .run(
                in(client),
                new Errand.Request(key(), new Errand.Where.Of("lev"), wish, Optional.of("Why?")))
            .consultation();
    Offer offer = new Offer(wish, rub(kopecks), Optional.of("I read it."));
    errands.run(in("lev"), new Errand.Carry(key(), id, new Command.Propose(offer)));
    errands.run(in(client), new Errand.Carry(key(), id, new Command.Agree(1)));
    return id;
  }

  Stage stage(ConsultationId id) {
    return orders.find(id).orElseThrow().stage();
  }

  static Errand.Carry pays(String key, ConsultationId id) {
    return new Errand.Carry(key, id, new Command.Pay());
  }

  /** Brings what was repaid back into the reserve, and proves all books. */
  Audit.Report audit() {
    return new Audit(ledger, directory, now::get, _ -> {}).of(WORKSPACE);
  }
}
