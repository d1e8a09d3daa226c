package dev.parley.core.finance;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Consultations;
import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.Errand;
import dev.parley.core.consultation.Errands;
import dev.parley.core.consultation.InMemoryConsultations;
import dev.parley.core.consultation.Offer;
import dev.parley.core.consultation.Parties;
import dev.parley.core.consultation.Till;
import dev.parley.core.consultation.Wish;
import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.conversation.InMemoryRooms;
import dev.parley.core.conversation.RecordingAudience;
import dev.parley.core.ledger.Wallets;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Arrivals;
import dev.parley.core.payment.Departures;
import dev.parley.core.payment.FakeProvider;
import dev.parley.core.payment.InMemoryPayments;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Payments;
import dev.parley.core.payment.Ports;
import dev.parley.core.payment.Progress;
import dev.parley.core.payment.Purchases;
import dev.parley.core.payment.Strays;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.TopUps;
import dev.parley.core.payment.Waking;
import dev.parley.core.payment.Wakings;
import dev.parley.core.payment.Withdrawals;
import dev.parley.core.workspace.ConsultationPolicy;
import dev.parley.core.workspace.FilePolicy;
import dev.parley.core.workspace.InMemoryDirectory;
import dev.parley.core.workspace.InMemoryQuota;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.SpecialistKind;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A workspace in which everything happens that moves money, by a clock that is moved by hand. */
final class House extends Till {
  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  static final String PURSE = "P123456789012";

  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final InMemoryDirectory directory = new InMemoryDirectory();
  final FakeProvider provider = new FakeProvider(now::get);
  private final InMemoryConversations log = new InMemoryConversations();
  final InMemoryPayments payments = new InMemoryPayments(log, ledger);
  final Wallets wallets = new Wallets(ledger, directory, now::get, _ -> {});
  final Errands errands;
  final Consultations consultations;
  final TopUps topUps;
  final Arrivals arrivals;
  final Withdrawals withdrawals;
  final Strays strays;
  final Progress progress;
  final InMemoryConsultations orders = new InMemoryConsultations(log, ledger);
  private final AtomicInteger keys = new AtomicInteger();

  House() {
    join("vera", Role.CLIENT);
    join("pavel", Role.CLIENT);
    join("lev", Role.SPECIALIST);
    join("nina", Role.SPECIALIST);
    join("irina", Role.ARBITER);
    join("maria", Role.ACCOUNTANT);
    dev.parley.core.consultation.Ports orderPorts = orderPorts();
    errands = new Errands(orderPorts);
    consultations = new Consultations(orderPorts);
    Ports ports = ports(provider);
    Purchases purchases = new Purchases(ports, errands);
    topUps = new TopUps(ports);
    arrivals = new Arrivals(ports, purchases);
    withdrawals = new Withdrawals(ports);
    strays = new Strays(ports);
    progress = new Progress(ports, purchases);
  }

  private dev.parley.core.consultation.Ports orderPorts() {
    return new dev.parley.core.consultation.Ports(orders, ledger, (_, _) -> {}, conversations());
  }

  private dev.parley.core.conversation.Ports conversations() {
    return new dev.parley.core.conversation.Ports(
        log,
        log.inboxes(),
        new InMemoryRooms(),
        directory,
        new RecordingAudience(),
        new InMemoryQuota(),
        now::get,
        new Random(1),
        _ -> {});
  }

  /** What payments need, around a provider. */
  Ports ports(Payments around) {
    return new Ports(payments, ledger, around, new Silence(), conversations());
  }

  /** Wakes nothing: everything is left to a sweep. */
  private record Silence() implements Wakings {
    @Override
    public void set(Waking waking, Instant at) {}

    @Override
    public void setAll(List<Waking> wakings, Instant at) {}
  }

  Departures departures() {
    return new Departures(ports(provider));
  }

  void join(String person, Role... roles) {
    Optional<SpecialistKind> kind =
        roles[0] == Role.SPECIALIST ? Optional.of(SpecialistKind.LAWYER) : Optional.empty();
    directory.provision(
        new Preset(
            new Workspace(WORKSPACE, "Portal", StartPolicy.CLIENT_ONLY, Set.of()),
            List.of(),
            List.of(new Member(WORKSPACE, person, person, Set.of(roles), kind, Set.of(), 0))));
  }

  /** The workspace takes another currency from now on. */
  void sellIn(Currency currency) {
    ConsultationPolicy it = ConsultationPolicy.DEFAULT;
    Workspace workspace =
        new Workspace(
            WORKSPACE,
            "Portal",
            StartPolicy.CLIENT_ONLY,
            Set.of(),
            Workspace.CHAT_ROLES,
            FilePolicy.DEFAULT,
            new ConsultationPolicy(
                currency,
                Optional.empty(),
                it.commission(),
                it.claimWindow(),
                it.requestLifetime(),
                it.offerLifetime(),
                it.paymentWindow(),
                it.claimTime()));
    directory.provision(new Preset(workspace, List.of(), List.of()));
  }

  Membership in(String person) {
    return Membership.of(directory, WORKSPACE, person);
  }

  static Money rub(long kopecks) {
    return new Money(kopecks, RUB);
  }

  void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  void at(String instant) {
    now.set(Instant.parse(instant));
  }

  String key() {
    return "key-" + keys.incrementAndGet();
  }

  void credit(String person, long kopecks) {
    wallets.credit(in("maria"), person, rub(kopecks), "by bank", key());
  }

  void fund(long kopecks) {
    wallets.fund(in("maria"), rub(kopecks), "own money", key());
  }

  Payment topUp(String person, long kopecks) {
    return topUps.create(in(person), key(), rub(kopecks), Optional.empty());
  }

  /** A top-up that was paid and told. */
  Payment credited(String person, long kopecks) {
    Payment topUp = topUp(person, kopecks);
    told(provider.pay(topUp.id().reference()));
    return found(topUp.id());
  }

  /** Money that nobody announced. */
  Payment stray(long kopecks) {
    Incoming paid = provider.pay(Optional.empty(), rub(kopecks));
    told(paid);
    return found(PaymentId.external(WORKSPACE, paid.externalId()));
  }

  void told(Incoming it) {
    arrivals.told(WORKSPACE, it);
  }

  static String external(Payment topUp) {
    return ((TopUp.Credited) topUp.stage()).externalId();
  }

  /** Earnings of a specialist, on their way to a purse. */
  Payment withdrawal(String person, long kopecks) {
    return withdrawal(person, kopecks, new Withdrawals.Where.ToPurse(PURSE));
  }

  Payment withdrawal(String person, long kopecks, Withdrawals.Where where) {
    return found(withdrawals.create(in(person), key(), rub(kopecks), where).payment());
  }

  Payment found(PaymentId id) {
    return payments.find(id).orElseThrow();
  }

  void wake(Payment payment) {
    progress.woke(payment.id());
  }

  /** A consultation that is paid for. */
  ConsultationId paid(String client, String specialist, long kopecks) {
    Wish wish = new Wish("Lease check", new Due.Within(Duration.ofDays(2)), Optional.empty());
    Errand request =
        new Errand.Request(key(), new Errand.Where.Of(specialist), wish, Optional.of("Why?"));
    ConsultationId id = errands.run(in(client), request).consultation();
    does(specialist, id, new Command.Propose(new Offer(wish, rub(kopecks), Optional.empty())));
    does(client, id, new Command.Agree(1));
    does(client, id, new Command.Pay());
    return id;
  }

  ConsultationId closed(String client, String specialist, long kopecks) {
    ConsultationId id = paid(client, specialist, kopecks);
    does(specialist, id, new Command.Close(Optional.empty()));
    return id;
  }

  ConsultationId released(String client, String specialist, long kopecks) {
    ConsultationId id = closed(client, specialist, kopecks);
    does(client, id, new Command.Accept());
    return id;
  }

  ConsultationId split(String client, String specialist, long kopecks) {
    ConsultationId id = closed(client, specialist, kopecks);
    does(client, id, new Command.Claim("It is wrong.", List.of()));
    does("irina", id, new Command.Resolve(rub(kopecks / 3), "Partly."));
    return id;
  }

  Parties parties(ConsultationId id) {
    return orders.find(id).orElseThrow().parties();
  }

  void does(String person, ConsultationId id, Command command) {
    errands.run(in(person), new Errand.Carry(key(), id, command));
  }

  /** Everything that can happen to money, on one day. */
  void aFullDay() {
    fund(1_000_00);
    credit("vera", 900_00);
    Payment topUp = credited("vera", 300_01);
    paid("vera", "lev", 100_03);
    closed("vera", "nina", 99_99);
    released("vera", "lev", 200_07);
    split("vera", "nina", 100_01);
    ConsultationId wrong = released("vera", "lev", 150_00);
    does("irina", wrong, new Command.Refund(rub(70_00), "It was wrong."));
    strays.assign(in("maria"), stray(50_00).id(), key(), "pavel", "he wrote");
    stray(7_77);
    wake(withdrawal("lev", 110_00));
    withdrawal("lev", 105_00);
    wake(withdrawal("vera", 20_00, new Withdrawals.Where.BackFrom(topUp.id())));
    Payment taken = credited("pavel", 500_00);
    paid("pavel", "nina", 400_00);
    told(provider.chargeBack(external(taken), 300_00));
  }
}
