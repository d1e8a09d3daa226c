package dev.parley.core.consultation;

import dev.parley.core.attempt.Backoff;
import dev.parley.core.attempt.JitteredBackoff;
import dev.parley.core.conversation.Chain;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.conversation.InMemoryRooms;
import dev.parley.core.conversation.Inboxes;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.RecordingAudience;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.InMemoryLedger;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Loose;
import dev.parley.core.ledger.Proof;
import dev.parley.core.ledger.Wallets;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.InMemoryDirectory;
import dev.parley.core.workspace.InMemoryQuota;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A workspace in which many consultations are sold at once, around given stores. Every call says
 * what time it is for whoever makes it.
 */
public final class PaidWorld {
  public static final Currency RUB = Currency.getInstance("RUB");

  private static final int MANY = 100_000;

  /** Decides claims. */
  public final String arbiter;

  /** Puts money in. */
  public final String accountant;

  final Stores stores;
  private final String workspace;
  private final String surname;
  private final ConcurrentLinkedQueue<Deal> deals = new ConcurrentLinkedQueue<>();
  private final RecordingAudience audience = new RecordingAudience();
  private final SecureRandom random = new SecureRandom();
  private final Backoff backoff = new JitteredBackoff(random);

  /** Where everything is kept. */
  public record Stores(
      ConversationStore log,
      Inboxes inboxes,
      Rooms rooms,
      Directory directory,
      ConsultationStore consultations,
      LedgerStore ledger) {
    static Stores inMemory() {
      InMemoryConversations log = new InMemoryConversations();
      InMemoryLedger ledger = new InMemoryLedger();
      return new Stores(
          log,
          log.inboxes(),
          new InMemoryRooms(),
          new InMemoryDirectory(),
          new InMemoryConsultations(log, ledger),
          ledger);
    }
  }

  /** Two people, where they talk, and what one requests of the other. */
  public record Deal(String client, String specialist, ConversationId dialog, ConsultationId id) {}

  /**
   * @param surname what every person's name ends with
   */
  public PaidWorld(Stores stores, String workspace, String surname) {
    this.stores = stores;
    this.workspace = workspace;
    this.surname = surname;
    this.arbiter = join("irina", Role.ARBITER);
    this.accountant = join("maria", Role.ACCOUNTANT);
  }

  private String join(String name, Role role) {
    String person = name + surname;
    Workspace settings = new Workspace(workspace, "W", StartPolicy.CLIENT_ONLY, Set.of());
    Member member =
        new Member(workspace, person, person, Set.of(role), Optional.empty(), Set.of(), 0);
    stores.directory().provision(new Preset(settings, List.of(), List.of(member)));
    return person;
  }

  /** A client and a specialist of their own who talk. */
  public Deal pair(String name, Instant now) {
    String client = join("vera" + name, Role.CLIENT);
    String specialist = join("lev" + name, Role.SPECIALIST);
    ConversationId dialog =
        new Conversations(ports(now).conversations())
            .open(in(client), new Opening.ByClient(new Counterpart.Specialist(specialist)))
            .conversation()
            .conversation()
            .id();
    return new Deal(client, specialist, dialog, new ConsultationId(workspace, "none"));
  }

  /** The client requests a consultation. */
  public Deal request(Deal pair, String key, Wish wish, Instant now) {
    ConsultationId id =
        consultations(now)
            .request(in(pair.client()), pair.dialog(), key, wish, Optional.of("Is it sound?"))
            .consultation();
    Deal deal = new Deal(pair.client(), pair.specialist(), pair.dialog(), id);
    deals.add(deal);
    return deal;
  }

  public Receipt does(String person, Deal deal, String key, Command command, Instant now) {
    return consultations(now).command(in(person), deal.id(), key, command);
  }

  public void wakes(Deal deal, Instant now) {
    Alarm.rings(ports(now), deal.id());
  }

  public Wallets.Receipt credits(
      String person, long kopecks, String reason, String key, Instant now) {
    return wallets(now).credit(in(accountant), person, rub(kopecks), reason, key);
  }

  public Wallets.Receipt funds(long kopecks, String reason, String key, Instant now) {
    return wallets(now).fund(in(accountant), rub(kopecks), reason, key);
  }

  public static Money rub(long kopecks) {
    return new Money(kopecks, RUB);
  }

  public Membership in(String person) {
    return Membership.of(stores.directory(), workspace, person);
  }

  public Consultations consultations(Instant now) {
    return new Consultations(ports(now));
  }

  private Wallets wallets(Instant now) {
    return new Wallets(stores.ledger(), stores.directory(), () -> now, backoff);
  }

  private Ports ports(Instant now) {
    return new Ports(
        stores.consultations(),
        stores.ledger(),
        (_, _) -> {},
        new dev.parley.core.conversation.Ports(
            stores.log(),
            stores.inboxes(),
            stores.rooms(),
            stores.directory(),
            audience,
            new InMemoryQuota(),
            () -> now,
            random,
            backoff));
  }

  Stage stage(Deal deal) {
    return stores.consultations().find(deal.id()).orElseThrow().stage();
  }

  long wallet(Deal deal) {
    return balance(Book.wallet(workspace, deal.client(), RUB), Account.WALLET);
  }

  long earnings(Deal deal) {
    return balance(Book.income(workspace, deal.specialist(), RUB), Account.EARNINGS);
  }

  long owed(Deal deal) {
    return -balance(Book.income(workspace, deal.specialist(), RUB), Account.RECEIVABLE);
  }

  long held(Deal deal) {
    return balance(Book.escrow(workspace, deal.id().value(), RUB), Account.ESCROW);
  }

  long reserve() {
    return balance(Book.reserve(workspace, RUB), Account.RESERVE);
  }

  private long balance(Book book, Account account) {
    return stores.ledger().head(book).map(line -> line.balance(account)).orElse(0L);
  }

  /** How often something was told of a consultation. */
  long told(Deal deal, Event event) {
    return stores.log().page(deal.dialog(), 0, MANY).stream()
        .filter(entry -> entry.content() instanceof Content.Progress it && isOf(it, deal, event))
        .count();
  }

  private static boolean isOf(Content.Progress it, Deal deal, Event event) {
    return it.consultation().equals(deal.id().value()) && it.event().equals(event.text());
  }

  /** What is wrong with the books of everybody who ever dealt here: they are read whole. */
  public List<Proof.Flaw> flaws() {
    Set<Book> books = new LinkedHashSet<>();
    books.add(Book.reserve(workspace, RUB));
    for (Deal deal : deals) {
      books.add(Book.wallet(workspace, deal.client(), RUB));
      books.add(Book.income(workspace, deal.specialist(), RUB));
      books.add(Book.escrow(workspace, deal.id().value(), RUB));
    }
    Proof proof = new Proof();
    books.forEach(book -> proof.add(stores.ledger().page(book, 0, MANY)));
    for (int shard = 0; shard < Loose.SHARDS; shard++) {
      stores.ledger().loose(workspace, shard, "", MANY).forEach(proof::add);
    }
    return proof.flaws();
  }

  /** Whether a dialog's log is whole. */
  boolean isWhole(Deal deal) {
    Conversation conversation = stores.log().head(deal.dialog()).conversation();
    return Chain.holds(conversation, stores.log().page(deal.dialog(), 0, MANY));
  }
}
