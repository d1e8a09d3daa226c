package dev.parley.core.faults;

import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.Caller;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.Messages;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.Ports;
import dev.parley.core.conversation.Projection;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.core.workspace.Channel;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** A workspace in which people talk already, for one command; its stores are clean and faulty. */
public final class Stage {
  static final String CLIENT = "vera";
  static final String NEWCOMER = "nina";
  static final String SPECIALIST = "lev";
  static final String OPERATOR = "anna";
  static final String COLLEAGUE = "boris";
  static final String ADMINISTRATOR = "olga";
  static final String CHANNEL = "moscow";

  final String workspace;
  final Ports clean;
  final Ports faulty;
  final Mailboxes mail = new Mailboxes();
  final Map<String, Session> sockets = new LinkedHashMap<>();
  final ConversationId pair;
  final ConversationId inChannel;
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  /**
   * @param faulty the same stores with faults in front
   */
  Stage(String workspace, Ground clean, Ground faulty, FaultAt faults) {
    this.workspace = workspace;
    this.clean = ports(clean, mail);
    this.faulty = ports(faulty, faults.before(Audience.class, mail));
    provision(clean);
    pair = open(CLIENT, new Opening.ByClient(new Counterpart.Specialist(SPECIALIST)));
    inChannel = open(CLIENT, new Opening.ByClient(new Counterpart.Channel(CHANNEL)));
    for (String person : List.of(CLIENT, SPECIALIST, OPERATOR)) {
      sockets.put(person, socket(person));
    }
    talk(pair, SPECIALIST);
    talk(inChannel, OPERATOR);
    for (ConversationId id : List.of(pair, inChannel)) {
      new Projection(this.clean).project(id, this.clean.store().head(id).last());
    }
    sockets.values().forEach(mail::take);
    now = now.plus(Duration.ofMinutes(1));
  }

  private Ports ports(Ground ground, Audience audience) {
    return new Ports(
        ground.store(),
        ground.inboxes(),
        ground.rooms(),
        ground.directory(),
        audience,
        new InMemoryQuota(),
        () -> now,
        new SplittableRandom(7),
        _ -> {});
  }

  private void provision(Ground ground) {
    Workspace settings = new Workspace(workspace, "W", StartPolicy.STAFF_ANY, Set.of());
    ground
        .directory()
        .provision(
            new Preset(
                settings,
                List.of(new Channel(CHANNEL, "Moscow"), new Channel("kazan", "Kazan")),
                List.of(
                    member(CLIENT, Role.CLIENT, Set.of()),
                    member(NEWCOMER, Role.CLIENT, Set.of()),
                    member(SPECIALIST, Role.SPECIALIST, Set.of()),
                    member(OPERATOR, Role.OPERATOR, Set.of(CHANNEL)),
                    member(COLLEAGUE, Role.OPERATOR, Set.of(CHANNEL)),
                    member(ADMINISTRATOR, Role.ADMINISTRATOR, Set.of()))));
  }

  private Member member(String person, Role role, Set<String> channels) {
    Optional<SpecialistKind> kind =
        role == Role.SPECIALIST ? Optional.of(SpecialistKind.LAWYER) : Optional.empty();
    return new Member(workspace, person, "Name of " + person, Set.of(role), kind, channels, 0);
  }

  private ConversationId open(String person, Opening wish) {
    return new Conversations(clean).open(me(person), wish).conversation().conversation().id();
  }

  private void talk(ConversationId id, String staff) {
    watch(CLIENT, id);
    watch(staff, id);
    write(CLIENT, draft(id, "1.first0", 1, new Content.Text("What does it cost?")));
    write(CLIENT, draft(id, "2.second", 2, new Content.Text("And when?")));
    write(staff, draft(id, "3.third0", 3, new Content.Text("A hundred.")));
  }

  private void watch(String person, ConversationId id) {
    new SocketCommands(clean)
        .handle(sockets.get(person), new Command.Watch(Optional.empty(), id, 0));
  }

  void write(String person, Draft draft) {
    new Messages(clean).write(new Caller.OnSocket(sockets.get(person), Optional.empty()), draft);
  }

  static Draft draft(ConversationId id, String message, long after, Content.Written content) {
    return new Draft(id, ClientMessageId.parse(message).orElseThrow(), after, false, content);
  }

  /** Opens a socket for a person. */
  Session socket(String person) {
    Session session = session(person);
    if (!new SocketCommands(clean).opened(session)) {
      throw new IllegalStateException("the socket was refused");
    }
    return session;
  }

  /** What a socket of a person would be. */
  Session session(String person) {
    long epoch = clean.directory().member(workspace, person).orElseThrow().epoch();
    return new Session(workspace, person, epoch, workspace + "-" + person);
  }

  Membership me(String person) {
    return Membership.of(clean.directory(), workspace, person);
  }

  Instant now() {
    return now;
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  /** What a person's socket was told since the last look, in words. */
  List<String> told(String person) {
    List<Frame> frames = mail.take(sockets.get(person));
    return frames.stream().map(Told::inWords).toList();
  }
}
