package dev.parley.core.consultation;

import dev.parley.core.attempt.Backoff;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.conversation.InMemoryRooms;
import dev.parley.core.conversation.Messages;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.RecordingAudience;
import dev.parley.core.ledger.Wallets;
import dev.parley.core.money.Money;
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
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A workspace in which consultations are sold, in memory, with a clock that is moved by hand. */
final class Office extends Till {
  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  static final Money CAP = rub(10_000_00);

  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final InMemoryDirectory directory = new InMemoryDirectory();
  final InMemoryConversations log = new InMemoryConversations();
  final InMemoryRooms rooms = new InMemoryRooms();
  final InMemoryConsultations store = new InMemoryConsultations(log, ledger);
  final RecordingAudience audience = new RecordingAudience();
  final List<Timer> timers = new CopyOnWriteArrayList<>();
  final Ports ports;
  final Consultations consultations;
  final Wallets wallets;
  final Messages messages;
  final ConversationId dialog;
  private final AtomicLong keys = new AtomicLong();

  Office() {
    directory.provision(
        new Preset(
            new Workspace(
                WORKSPACE,
                "Portal",
                StartPolicy.CLIENT_ONLY,
                Set.of(),
                Workspace.CHAT_ROLES,
                FilePolicy.DEFAULT,
                policy(Optional.of(CAP))),
            List.of(),
            List.of(
                member("vera", Role.CLIENT),
                member("pavel", Role.CLIENT),
                member("lev", Role.SPECIALIST),
                member("boris", Role.SPECIALIST),
                new Member(
                    WORKSPACE,
                    "nina",
                    "nina",
                    Set.of(Role.SPECIALIST, Role.ARBITER),
                    Optional.of(SpecialistKind.ADVOCATE),
                    Set.of(),
                    0),
                member("irina", Role.ARBITER),
                member("maria", Role.ACCOUNTANT))));
    Backoff backoff = _ -> {};
    ports =
        new Ports(
            store,
            ledger,
            (timer, _) -> timers.add(timer),
            new dev.parley.core.conversation.Ports(
                log,
                log.inboxes(),
                rooms,
                directory,
                audience,
                new InMemoryQuota(),
                now::get,
                new Random(1),
                backoff));
    consultations = new Consultations(ports);
    wallets = new Wallets(ledger, directory, now::get, backoff);
    messages = new Messages(ports.conversations());
    dialog =
        new Conversations(ports.conversations())
            .open(in("vera"), new Opening.ByClient(new Counterpart.Specialist("lev")))
            .conversation()
            .conversation()
            .id();
  }

  /** The workspace changes the most that a consultation may cost. */
  void cap(Optional<Money> cap) {
    sell(policy(cap));
  }

  /** The workspace takes another currency from now on. */
  void currency(Currency currency) {
    ConsultationPolicy it = policy(Optional.empty());
    sell(
        new ConsultationPolicy(
            currency,
            Optional.empty(),
            it.commission(),
            it.claimWindow(),
            it.requestLifetime(),
            it.offerLifetime(),
            it.paymentWindow(),
            it.claimTime()));
  }

  private void sell(ConsultationPolicy policy) {
    Workspace it = directory.workspace(WORKSPACE).orElseThrow();
    Workspace changed =
        new Workspace(
            it.id(), it.name(), it.startPolicy(), it.origins(), it.chatRoles(), it.files(), policy);
    directory.provision(new Preset(changed, List.of(), List.of()));
  }

  static ConsultationPolicy policy(Optional<Money> cap) {
    ConsultationPolicy it = ConsultationPolicy.DEFAULT;
    return new ConsultationPolicy(
        it.currency(),
        cap,
        it.commission(),
        it.claimWindow(),
        it.requestLifetime(),
        it.offerLifetime(),
        it.paymentWindow(),
        it.claimTime());
  }

  static Money rub(long kopecks) {
    return new Money(kopecks, RUB);
  }

  static Member member(String person, Role role) {
    Optional<SpecialistKind> kind =
        role == Role.SPECIALIST ? Optional.of(SpecialistKind.LAWYER) : Optional.empty();
    return new Member(WORKSPACE, person, person, Set.of(role), kind, Set.of(), 0);
  }

  Membership in(String person) {
    return Membership.of(directory, WORKSPACE, person);
  }

  void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  static Wish wish() {
    return new Wish("Lease check", new Due.Within(Duration.ofDays(2)), Optional.empty());
  }

  static Offer offer(long kopecks) {
    return new Offer(wish(), rub(kopecks), Optional.of("I read it and write what is wrong."));
  }

  ConsultationId request(String key) {
    return consultations
        .request(in("vera"), dialog, key, wish(), Optional.of("Is my lease sound?"))
        .consultation();
  }

  /** Carries a command out under a key of its own. */
  Receipt does(String person, ConsultationId id, Command command) {
    return does(person, id, "own " + keys.incrementAndGet(), command);
  }

  Receipt does(String person, ConsultationId id, String key, Command command) {
    return consultations.command(in(person), id, key, command);
  }

  void credit(String person, long kopecks) {
    wallets.credit(
        in("maria"), person, rub(kopecks), "bank transfer", person + kopecks + now.get());
  }

  /** The same office through another store, by another clock. */
  Ports behind(ConsultationStore other, InstantSource clock) {
    dev.parley.core.conversation.Ports it = ports.conversations();
    return new Ports(
        other,
        ports.ledger(),
        ports.timers(),
        new dev.parley.core.conversation.Ports(
            it.store(),
            it.inboxes(),
            it.rooms(),
            it.directory(),
            it.audience(),
            it.quota(),
            clock,
            it.random(),
            it.backoff()));
  }

  /** A timer of it runs out. */
  void wake(ConsultationId id) {
    Alarm.rings(ports, id);
  }

  ConsultationId offered(long kopecks) {
    ConsultationId id = request("key-" + now.get());
    does("lev", id, new Command.Propose(offer(kopecks)));
    return id;
  }

  /** Paid for, to begin in an hour. */
  ConsultationId paid(long kopecks) {
    ConsultationId id = agreedToBegin(Duration.ofHours(1), kopecks);
    does("vera", id, new Command.Pay());
    return id;
  }

  /** Agreed on, with the money there, to begin after a while. */
  ConsultationId agreedToBegin(Duration after, long kopecks) {
    credit("vera", kopecks);
    ConsultationId id = request("key-" + now.get());
    Optional<Instant> start = Optional.of(now.get().plus(after));
    Wish later = new Wish(wish().service(), wish().due(), start);
    does("lev", id, new Command.Propose(new Offer(later, rub(kopecks), Optional.empty())));
    does("vera", id, new Command.Agree(1));
    return id;
  }

  /** Agreed on, and not paid. */
  ConsultationId agreed(long kopecks) {
    ConsultationId id = offered(kopecks);
    does("vera", id, new Command.Agree(1));
    return id;
  }

  /** Paid for, and the specialist works. */
  ConsultationId open(long kopecks) {
    credit("vera", kopecks);
    ConsultationId id = agreed(kopecks);
    does("vera", id, new Command.Pay());
    return id;
  }

  ConsultationId closed(long kopecks) {
    ConsultationId id = open(kopecks);
    does("lev", id, new Command.Close(Optional.empty()));
    return id;
  }

  ConsultationId disputed(long kopecks) {
    ConsultationId id = closed(kopecks);
    does("vera", id, new Command.Claim("It is wrong.", List.of()));
    return id;
  }

  Stage stage(ConsultationId id) {
    return store.find(id).orElseThrow().stage();
  }

  /** A consultation that there is not. */
  ConsultationId unknown() {
    return new ConsultationId(WORKSPACE, "none");
  }

  /** What the conversation tells of a consultation. */
  List<Content.Progress> progress(ConsultationId id) {
    return log.page(dialog, 0, Integer.MAX_VALUE).stream()
        .map(Entry::content)
        .filter(Content.Progress.class::isInstance)
        .map(Content.Progress.class::cast)
        .filter(it -> it.consultation().equals(id.value()))
        .toList();
  }
}
