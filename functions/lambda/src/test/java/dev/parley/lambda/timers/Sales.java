package dev.parley.lambda.timers;

import dev.parley.core.attempt.Backoff;
import dev.parley.core.attempt.JitteredBackoff;
import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Consultations;
import dev.parley.core.consultation.Deadlines;
import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.Event;
import dev.parley.core.consultation.Offer;
import dev.parley.core.consultation.Ports;
import dev.parley.core.consultation.Stage;
import dev.parley.core.consultation.TimerQueues;
import dev.parley.core.consultation.Wish;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.RecordingAudience;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Wallets;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import dev.parley.lambda.store.DynamoConsultations;
import dev.parley.lambda.store.DynamoConversations;
import dev.parley.lambda.store.DynamoDirectory;
import dev.parley.lambda.store.DynamoInboxes;
import dev.parley.lambda.store.DynamoLedger;
import dev.parley.lambda.store.DynamoQuota;
import dev.parley.lambda.store.DynamoRooms;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client who buys consultations of a specialist, on given tables and by a given clock. */
public final class Sales {
  public static final String CLIENT = "vera";
  public static final String SPECIALIST = "lev";
  public static final long PRICE = 100_000;
  public static final long EARNED = 90_000;

  private static final Currency RUB = Currency.getInstance("RUB");
  private static final String ACCOUNTANT = "maria";
  private static final String ARBITER = "irina";

  private final String workspace = "w" + UUID.randomUUID().toString().substring(0, 8);
  private final RecordingAudience audience = new RecordingAudience();
  private final Ports ports;
  private final TimerQueues timers;
  private final ConversationId dialog;

  /**
   * @param tables names by the variables of the functions' environment
   */
  public Sales(
      DynamoDbClient dynamo, Map<String, String> tables, TimerQueues timers, InstantSource clock) {
    this.timers = timers;
    SecureRandom random = new SecureRandom();
    Backoff backoff = new JitteredBackoff(random);
    DynamoDirectory directory = new DynamoDirectory(dynamo, tables.get("DIRECTORY_TABLE"), backoff);
    String log = tables.get("CONVERSATIONS_TABLE");
    String inbox = tables.get("INBOX_TABLE");
    DynamoLedger ledger = new DynamoLedger(dynamo, tables.get("LEDGER_TABLE"));
    ports =
        new Ports(
            new DynamoConsultations(
                dynamo,
                new DynamoConsultations.Tables(
                    tables.get("CONSULTATIONS_TABLE"), log, tables.get("LEDGER_TABLE"))),
            ledger,
            timers,
            new dev.parley.core.conversation.Ports(
                new DynamoConversations(
                    dynamo,
                    new DynamoConversations.Tables(log, inbox, tables.get("DIRECTORY_TABLE"))),
                new DynamoInboxes(dynamo, inbox),
                new DynamoRooms(dynamo, tables.get("CONNECTIONS_TABLE")),
                directory,
                audience,
                new DynamoQuota(dynamo, tables.get("TOKENS_TABLE")),
                clock,
                random,
                backoff));
    directory.provision(
        new Preset(
            new Workspace(workspace, "W", StartPolicy.CLIENT_ONLY, Set.of()),
            List.of(),
            List.of(
                member(CLIENT, Role.CLIENT),
                member(SPECIALIST, Role.SPECIALIST),
                member(ACCOUNTANT, Role.ACCOUNTANT),
                member(ARBITER, Role.ARBITER))));
    dialog =
        new Conversations(ports.conversations())
            .open(in(CLIENT), new Opening.ByClient(new Counterpart.Specialist(SPECIALIST)))
            .conversation()
            .conversation()
            .id();
  }

  private Member member(String person, Role role) {
    return new Member(workspace, person, person, Set.of(role), Optional.empty(), Set.of(), 0);
  }

  private Membership in(String person) {
    return Membership.of(ports.conversations().directory(), workspace, person);
  }

  public ConversationId dialog() {
    return dialog;
  }

  public Ports ports() {
    return ports;
  }

  public Deadlines deadlines() {
    return new Deadlines(ports, timers);
  }

  /** What has to be done within two days of its beginning. */
  public static Wish wish() {
    return new Wish("Lease check", new Due.Within(Duration.ofDays(2)), Optional.empty());
  }

  public ConsultationId requested(String key, Wish wish) {
    return new Consultations(ports)
        .request(in(CLIENT), dialog, key, wish, Optional.of("Is my lease sound?"))
        .consultation();
  }

  public void does(String person, ConsultationId id, Command command) {
    new Consultations(ports).command(in(person), id, person + "-" + command.name().text(), command);
  }

  public ConsultationId offered(String key, Wish wish) {
    ConsultationId id = requested(key, wish);
    Offer offer = new Offer(wish, new Money(PRICE, RUB), Optional.of("I read it."));
    does(SPECIALIST, id, new Command.Propose(offer));
    return id;
  }

  public ConsultationId agreed(String key, Wish wish) {
    ConsultationId id = offered(key, wish);
    does(CLIENT, id, new Command.Agree(1));
    return id;
  }

  /** It is open, or begins later. */
  public ConsultationId paid(String key, Wish wish) {
    wallets().credit(in(ACCOUNTANT), CLIENT, new Money(PRICE, RUB), "bank transfer", key);
    ConsultationId id = agreed(key, wish);
    does(CLIENT, id, new Command.Pay());
    return id;
  }

  private Wallets wallets() {
    return new Wallets(
        ports.ledger(),
        ports.conversations().directory(),
        ports.conversations().clock(),
        ports.conversations().backoff());
  }

  /** Lets the specialist owe the workspace: what they had got already was given back. */
  public void owing(String key) {
    Money part = new Money(PRICE / 10, RUB);
    wallets().fund(in(ACCOUNTANT), part, "for refunds", key + "-fund");
    ConsultationId id = closed(key);
    does(CLIENT, id, new Command.Accept());
    does(ARBITER, id, new Command.Refund(part, "agreed by telephone"));
  }

  public ConsultationId closed(String key) {
    ConsultationId id = paid(key, wish());
    does(SPECIALIST, id, new Command.Close(Optional.empty()));
    return id;
  }

  /** As it is kept: nothing is made to happen by looking. */
  public Stage stage(ConsultationId id) {
    return ports.store().find(id).orElseThrow().stage();
  }

  /** How often something was told of a consultation. */
  public long told(ConsultationId id, Event event) {
    return ports.conversations().store().page(dialog, 0, 10_000).stream()
        .filter(entry -> entry.content() instanceof Content.Progress it && isOf(it, id, event))
        .count();
  }

  private static boolean isOf(Content.Progress it, ConsultationId id, Event event) {
    return it.consultation().equals(id.value()) && it.event().equals(event.text());
  }

  public long wallet() {
    return balance(Book.wallet(workspace, CLIENT, RUB), Account.WALLET);
  }

  public long earnings() {
    return balance(Book.income(workspace, SPECIALIST, RUB), Account.EARNINGS);
  }

  public long held(ConsultationId id) {
    return balance(Book.escrow(workspace, id.value(), RUB), Account.ESCROW);
  }

  private long balance(Book book, Account account) {
    return ports.ledger().head(book).map(line -> line.balance(account)).orElse(0L);
  }
}
