package dev.parley.lambda.bootstrap;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.parley.core.attempt.Backoff;
import dev.parley.core.attempt.JitteredBackoff;
import dev.parley.core.consultation.Consultations;
import dev.parley.core.consultation.Deadlines;
import dev.parley.core.consultation.Errands;
import dev.parley.core.consultation.EvidenceRequests;
import dev.parley.core.consultation.EvidenceStore;
import dev.parley.core.consultation.Evidences;
import dev.parley.core.conversation.Attachments;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Erasures;
import dev.parley.core.conversation.InboxLists;
import dev.parley.core.conversation.Lapses;
import dev.parley.core.conversation.Members;
import dev.parley.core.conversation.Messages;
import dev.parley.core.conversation.Ports;
import dev.parley.core.conversation.Projection;
import dev.parley.core.conversation.ReadMarks;
import dev.parley.core.conversation.ShowTyping;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.core.conversation.Standings;
import dev.parley.core.conversation.Uploads;
import dev.parley.core.finance.NightReports;
import dev.parley.core.finance.Nights;
import dev.parley.core.ledger.Audit;
import dev.parley.core.ledger.Wallets;
import dev.parley.core.payment.Checkout;
import dev.parley.core.payment.Overdue;
import dev.parley.core.payment.PaymentLists;
import dev.parley.core.payment.Progress;
import dev.parley.core.payment.Strays;
import dev.parley.core.payment.TopUps;
import dev.parley.core.payment.Withdrawals;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Quota;
import dev.parley.core.workspace.SocketTickets;
import dev.parley.lambda.bootstrap.Configuration.Key;
import dev.parley.lambda.push.GatewayAudience;
import dev.parley.lambda.store.DynamoConversations;
import dev.parley.lambda.store.DynamoDirectory;
import dev.parley.lambda.store.DynamoInboxes;
import dev.parley.lambda.store.DynamoLapses;
import dev.parley.lambda.store.DynamoQuota;
import dev.parley.lambda.store.DynamoRooms;
import dev.parley.lambda.store.DynamoTickets;
import dev.parley.lambda.store.DynamoUploads;
import dev.parley.lambda.store.StreamImage;
import dev.parley.lambda.wire.Frames;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.crac.Core;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The composition root: everything the functions can do, wired once. */
public final class App {
  private final Directory directory;
  private final SocketTickets tickets;
  private final Ports ports;
  private final SocketCommands socket;
  private final Lapses lapses;
  private final String socketUrl;
  private final Supplier<FileBucket> files;
  private final Uploads uploads;
  private final Supplier<PaidWork> paid;
  private final Supplier<Money> money;
  private final Supplier<NightWork> nightWork;

  private App(Configuration configuration, InstantSource clock) {
    FreshRandom random = FreshRandom.registered();
    Clients clients = new Clients(configuration);
    DynamoDbClient dynamo = clients.dynamo();
    Backoff backoff = new JitteredBackoff(random);
    directory = new DynamoDirectory(dynamo, configuration.get(Key.DIRECTORY_TABLE), backoff);
    String tokens = configuration.get(Key.TOKENS_TABLE);
    Quota quota = new DynamoQuota(dynamo, tokens);
    uploads = new DynamoUploads(dynamo, tokens);
    tickets = new SocketTickets(new DynamoTickets(dynamo, tokens), quota, clock, random);
    ports =
        new Ports(
            new DynamoConversations(dynamo, tables(configuration)),
            new DynamoInboxes(dynamo, configuration.get(Key.INBOX_TABLE)),
            new DynamoRooms(dynamo, configuration.get(Key.CONNECTIONS_TABLE)),
            directory,
            new GatewayAudience(
                clients.gateway(), Frames::bytes, Executors.newVirtualThreadPerTaskExecutor()),
            quota,
            clock,
            random,
            backoff);
    socket = new SocketCommands(ports);
    lapses = new DynamoLapses(new Once<>(clients::streams));
    paid = new Once<>(() -> PaidWork.open(configuration, clients, dynamo, ports));
    money = new Once<>(() -> Money.open(configuration, dynamo, paid.get()));
    socketUrl = configuration.get(Key.SOCKET_URL);
    files = new Once<>(() -> FileBucket.open(configuration, clients.http()));
    nightWork = new Once<>(() -> NightWork.open(configuration, dynamo, files.get(), clock));
  }

  /** The application of this process, as Lambda runs it. */
  public static App live() {
    return Live.APP;
  }

  /** An application of its own, for tests and for a local cloud. */
  public static App of(Map<String, String> environment, InstantSource clock) {
    return new App(new Configuration(environment), clock);
  }

  public Directory directory() {
    return directory;
  }

  public SocketTickets tickets() {
    return tickets;
  }

  public Conversations conversations() {
    return new Conversations(ports);
  }

  public InboxLists lists() {
    return new InboxLists(ports);
  }

  public Messages messages() {
    return new Messages(ports);
  }

  public ReadMarks marks() {
    return new ReadMarks(ports);
  }

  public ShowTyping typing() {
    return new ShowTyping(ports);
  }

  public Standings standings() {
    return new Standings(ports);
  }

  public Members members() {
    return new Members(ports);
  }

  public Projection projection() {
    return new Projection(ports);
  }

  /** The entry that a record of the log's stream shows. */
  public Entry logged(Map<String, AttributeValue> image) {
    return StreamImage.entry(image);
  }

  public SocketCommands socket() {
    return socket;
  }

  /** What makes deadlines of consultations prompt. */
  public Deadlines deadlines() {
    return paid.get().deadlines();
  }

  /** Parts of the stream that were not projected. */
  public Lapses lapses() {
    return lapses;
  }

  /** Made when it is asked for: whoever handles no files loads nothing that speaks to S3. */
  public Attachments attachments() {
    return new Attachments(ports, uploads, files.get().files());
  }

  /** Made like {@link #attachments}. */
  public Erasures erasures() {
    return new Erasures(ports, files.get().files());
  }

  /** Made like {@link #attachments}: a plain message loads nothing of consultations. */
  public Consultations consultations() {
    return paid.get().consultations();
  }

  /** Made like {@link #attachments}. */
  public Errands errands() {
    return paid.get().errands();
  }

  /** Made like {@link #attachments}. */
  public Wallets wallets() {
    return paid.get().wallets();
  }

  /** Made like {@link #attachments}. */
  public Evidences evidences() {
    return paid.get().evidences();
  }

  /** Made like {@link #attachments}. */
  public EvidenceStore packs() {
    return files.get().evidence();
  }

  /** Made like {@link #attachments}. */
  public EvidenceRequests evidenceRequests() {
    return paid.get().evidenceRequests(packs());
  }

  /** Made like {@link #attachments}. */
  public Audit audit() {
    return paid.get().audit();
  }

  /** Made like {@link #attachments}: who moves no money in or out loads nothing of it. */
  public TopUps topUps() {
    return money.get().topUps();
  }

  /** Made like {@link #topUps}. */
  public Withdrawals withdrawals() {
    return money.get().withdrawals();
  }

  /** Made like {@link #topUps}. */
  public Strays strays() {
    return money.get().strays();
  }

  /** Made like {@link #topUps}. */
  public PaymentLists payments() {
    return money.get().lists();
  }

  /** Made like {@link #topUps}. */
  public Checkout checkout() {
    return money.get().checkout();
  }

  /** Made like {@link #topUps}. */
  public Progress progress() {
    return money.get().progress();
  }

  /** Made like {@link #topUps}. */
  public Webhooks webhooks() {
    return money.get().webhooks();
  }

  /** Made like {@link #attachments}. */
  public Nights nights() {
    return nightWork.get().nights(money.get(), paid.get().queues());
  }

  /** Made like {@link #attachments}. */
  public NightReports nightReports() {
    return nightWork.get().reports();
  }

  /** Made like {@link #topUps}. */
  public Overdue overdue() {
    return money.get().overdue();
  }

  public InstantSource clock() {
    return ports.clock();
  }

  /** Where clients open their socket. */
  public String socketUrl() {
    return socketUrl;
  }

  private static DynamoConversations.Tables tables(Configuration configuration) {
    return new DynamoConversations.Tables(
        configuration.get(Key.CONVERSATIONS_TABLE),
        configuration.get(Key.INBOX_TABLE),
        configuration.get(Key.DIRECTORY_TABLE));
  }

  /** Held for the life of the process: hooks around a snapshot are kept weakly. */
  private static final class Live {
    private static final App APP = App.of(System.getenv(), InstantSource.system());
    private static final Priming PRIMING = new Priming(APP);

    static {
      Core.getGlobalContext().register(PRIMING);
    }
  }
}
