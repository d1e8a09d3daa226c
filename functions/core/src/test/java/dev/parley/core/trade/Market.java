package dev.parley.core.trade;

import dev.parley.core.attempt.Backoff;
import dev.parley.core.consultation.ConsultationStore;
import dev.parley.core.consultation.InMemoryConsultations;
import dev.parley.core.consultation.Ports;
import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.conversation.InMemoryRooms;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.RecordingAudience;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.ledger.InMemoryLedger;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;
import dev.parley.core.payment.InMemoryPayments;
import dev.parley.core.payment.PaymentStore;
import dev.parley.core.payment.Payments;
import dev.parley.core.simulation.Chance;
import dev.parley.core.simulation.Clockwork;
import dev.parley.core.simulation.Tally;
import dev.parley.core.simulation.Unreliable;
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
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Two workspaces with different habits, and everything that sells consultations there. */
final class Market {
  static final String PORTAL = "portal";
  static final String PRACTICE = "practice";
  static final List<String> WORKSPACES = List.of(PORTAL, PRACTICE);
  static final List<String> CLIENTS = List.of("vera", "pavel");
  static final List<String> SPECIALISTS = List.of("lev", "sofia");
  static final String ARBITER = "irina";
  static final String ACCOUNTANT = "maria";

  /** The most that a consultation ever costs in the portal. */
  static final long CAP = 10_000_00;

  private static final int INSTANCES = 8;
  private static final long SKEW_MILLIS = 2_000;

  final Clockwork clockwork;
  final Chance chance;
  final Tally tally;
  final InMemoryDirectory directory = new InMemoryDirectory();
  final InMemoryConversations log = new InMemoryConversations();
  final InMemoryLedger ledger = new InMemoryLedger();
  final InMemoryConsultations store = new InMemoryConsultations(log, ledger);
  final InMemoryPayments payments = new InMemoryPayments(log, ledger);
  final List<ConversationId> dialogs = new ArrayList<>();
  private final Hints hints = new Hints(this);
  private final Bell bell = new Bell(this);
  private final Providers providers;
  private final Unreliable unreliable;
  private final Audit audit;
  private final List<Desk> desks = new ArrayList<>();
  private boolean calm;

  Market(Clockwork clockwork, Chance chance, Tally tally) {
    this.clockwork = clockwork;
    this.chance = chance;
    this.tally = tally;
    unreliable = new Unreliable(clockwork, chance, tally);
    audit = new Audit(this, tally);
    providers = new Providers(this);
    WORKSPACES.forEach(workspace -> provision(workspace, firstCurrency(workspace), cap(workspace)));
    Ports clean = ports(new Witness.OfOrders(this), new Witness.OfBooks(this), log);
    dialogs(clean);
    Ports faulty =
        ports(
            unreliable.before(ConsultationStore.class, new Witness.OfOrders(this)),
            unreliable.before(LedgerStore.class, new Witness.OfBooks(this)),
            unreliable.before(ConversationStore.class, log));
    for (int instance = 0; instance < INSTANCES; instance++) {
      Duration skew = Duration.ofMillis(chance.between(-SKEW_MILLIS, SKEW_MILLIS));
      desks.add(Desk.of(faulty, money(faulty), () -> clockwork.now().plus(skew)));
    }
  }

  private Ports ports(
      ConsultationStore orders, LedgerStore books, ConversationStore conversations) {
    boolean faulty = conversations != log;
    Backoff backoff = attempt -> clockwork.pause(chance.between(1, 4_000L << Math.min(attempt, 6)));
    return new Ports(
        orders,
        books,
        hints,
        new dev.parley.core.conversation.Ports(
            conversations,
            log.inboxes(),
            faulty ? unreliable.before(Rooms.class, new InMemoryRooms()) : new InMemoryRooms(),
            faulty ? unreliable.before(Directory.class, directory) : directory,
            faulty
                ? unreliable.before(Audience.class, new RecordingAudience())
                : new RecordingAudience(),
            new InMemoryQuota(),
            clockwork::now,
            chance.generator(),
            backoff));
  }

  private dev.parley.core.payment.Ports money(Ports faulty) {
    return new dev.parley.core.payment.Ports(
        unreliable.before(PaymentStore.class, new Witness.OfPayments(this)),
        faulty.ledger(),
        new Wire(this, unreliable.before(Payments.class, providers)),
        bell,
        faulty.conversations());
  }

  private void dialogs(Ports clean) {
    for (String workspace : WORKSPACES) {
      for (String client : CLIENTS) {
        for (String specialist : SPECIALISTS) {
          dialogs.add(
              new Conversations(clean.conversations())
                  .open(
                      Membership.of(directory, workspace, client),
                      new Opening.ByClient(new Counterpart.Specialist(specialist)))
                  .conversation()
                  .conversation()
                  .id());
        }
      }
    }
  }

  /** Sets a workspace up, or changes how it sells. */
  void provision(String workspace, Currency currency, Optional<Money> cap) {
    ConsultationPolicy policy =
        new ConsultationPolicy(
            currency,
            cap,
            new BasisPoints(workspace.equals(PORTAL) ? 1_000 : 333),
            window(workspace),
            Duration.ofDays(7),
            Duration.ofHours(72),
            Duration.ofHours(24),
            Duration.ofDays(3));
    directory.provision(
        new Preset(
            new Workspace(
                workspace,
                workspace,
                StartPolicy.CLIENT_ONLY,
                Set.of(),
                Workspace.CHAT_ROLES,
                FilePolicy.DEFAULT,
                policy,
                payments(currency)),
            List.of(),
            Stream.of(
                    CLIENTS.stream().map(it -> member(workspace, it, Role.CLIENT)),
                    SPECIALISTS.stream().map(it -> member(workspace, it, Role.SPECIALIST)),
                    Stream.of(
                        member(workspace, ARBITER, Role.ARBITER),
                        member(workspace, ACCOUNTANT, Role.ACCOUNTANT)))
                .flatMap(it -> it)
                .toList()));
  }

  /** One specialist judges, too, though never their own. */
  private static Member member(String workspace, String person, Role role) {
    Optional<SpecialistKind> kind =
        role == Role.SPECIALIST ? Optional.of(SpecialistKind.LAWYER) : Optional.empty();
    Set<Role> roles = person.equals("sofia") ? Set.of(role, Role.ARBITER) : Set.of(role);
    return new Member(workspace, person, person, roles, kind, Set.of(), 0);
  }

  private static PaymentPolicy payments(Currency currency) {
    return new PaymentPolicy(
        new Money(1_00, currency),
        new Money(30_000_00, currency),
        Duration.ofDays(1),
        new Money(100_00, currency),
        new Money(20_000_00, currency),
        new Money(2_000_00, currency));
  }

  Currency firstCurrency(String workspace) {
    return Currency.getInstance(workspace.equals(PORTAL) ? "RUB" : "EUR");
  }

  Currency currency(String workspace) {
    return policy(workspace).currency();
  }

  ConsultationPolicy policy(String workspace) {
    return directory.workspace(workspace).orElseThrow().consultations();
  }

  Optional<Money> cap(String workspace) {
    return workspace.equals(PORTAL)
        ? Optional.of(new Money(CAP, firstCurrency(workspace)))
        : Optional.empty();
  }

  /** The most that was ever taken for one. */
  long highest(String workspace) {
    return workspace.equals(PORTAL) ? CAP : Money.MOST;
  }

  Duration window(String workspace) {
    return workspace.equals(PORTAL) ? Duration.ofHours(72) : Duration.ofHours(1);
  }

  Audit audit() {
    return audit;
  }

  Hints hints() {
    return hints;
  }

  Bell bell() {
    return bell;
  }

  Providers providers() {
    return providers;
  }

  /** One of the instances of the functions; their clocks differ. */
  Desk desk() {
    return chance.of(desks);
  }

  /** From now on everything goes well. */
  void calm() {
    calm = true;
    unreliable.calm();
  }

  boolean isCalm() {
    return calm;
  }
}
