package dev.parley.core.conversation;

import dev.parley.core.attempt.Backoff;
import dev.parley.core.attempt.JitteredBackoff;
import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.InMemoryDirectory;
import dev.parley.core.workspace.InMemoryQuota;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.SpecialistKind;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** A workspace with a few people in it, and everything conversations need, around a given store. */
public final class World {
  /** Unique, so that several worlds can share one store. */
  final String workspace = "w" + UUID.randomUUID().toString().substring(0, 8);

  final Member vera = member("vera", Role.CLIENT, Set.of());
  final Member lev = member("lev", Role.SPECIALIST, Set.of());
  final Member anna = member("anna", Role.OPERATOR, Set.of("moscow"));
  final Member boris = member("boris", Role.OPERATOR, Set.of("kazan"));
  final Member olga = member("olga", Role.ADMINISTRATOR, Set.of());

  final InMemoryDirectory directory = new InMemoryDirectory();
  final RecordingAudience audience = new RecordingAudience();
  final ConversationStore store;
  final Rooms rooms;
  final Inboxes inboxes;
  final Ports ports;
  final Conversations conversations;
  final InboxLists lists;
  final Standings standings;
  final Messages messages;
  final ReadMarks marks;
  final Members members;
  final Projection projection;
  final SocketCommands socket;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));

  World(ConversationStore store, Inboxes inboxes, Rooms rooms) {
    this(store, inboxes, rooms, new JitteredBackoff(new SecureRandom()));
  }

  World(ConversationStore store, Inboxes inboxes, Rooms rooms, Backoff backoff) {
    this.store = store;
    this.inboxes = inboxes;
    this.rooms = rooms;
    directory.provision(
        new Preset(
            new Workspace(workspace, "W", StartPolicy.STAFF_ANY, Set.of()),
            List.of(new Channel("moscow", "Москва"), new Channel("kazan", "Казань")),
            List.of(vera, lev, anna, boris, olga)));
    ports =
        new Ports(
            store,
            inboxes,
            rooms,
            directory,
            audience,
            new InMemoryQuota(),
            now::get,
            new SecureRandom(),
            backoff);
    conversations = new Conversations(ports);
    lists = new InboxLists(ports);
    standings = new Standings(ports);
    messages = new Messages(ports);
    marks = new ReadMarks(ports);
    members = new Members(ports);
    projection = new Projection(ports);
    socket = new SocketCommands(ports);
  }

  static World inMemory() {
    InMemoryConversations store = new InMemoryConversations();
    return new World(store, store.inboxes(), new InMemoryRooms());
  }

  /** In memory, with something in front of the store. */
  static World behind(UnaryOperator<ConversationStore> front) {
    InMemoryConversations store = new InMemoryConversations();
    return new World(front.apply(store), store.inboxes(), new InMemoryRooms());
  }

  Member member(String person, Role role, Set<String> channels) {
    Optional<SpecialistKind> kind =
        role == Role.SPECIALIST ? Optional.of(SpecialistKind.LAWYER) : Optional.empty();
    return new Member(workspace, person, "Name of " + person, Set.of(role), kind, channels, 0);
  }

  void add(Member member) {
    Workspace settings = directory.workspace(workspace).orElseThrow();
    directory.provision(new Preset(settings, List.of(), List.of(member)));
  }

  void startPolicy(StartPolicy policy) {
    Workspace settings = directory.workspace(workspace).orElseThrow();
    Workspace changed =
        new Workspace(
            workspace,
            settings.name(),
            policy,
            settings.origins(),
            settings.chatRoles(),
            settings.files(),
            settings.consultations());
    directory.provision(new Preset(changed, List.of(), List.of()));
  }

  /** A person in the workspace as a call finds them. */
  Membership in(Member member) {
    return Membership.of(directory, workspace, member.person());
  }

  void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  Session open(Member member) {
    long epoch = directory.member(workspace, member.person()).orElseThrow().epoch();
    Session session = new Session(workspace, member.person(), epoch, UUID.randomUUID() + "=");
    if (!socket.opened(session)) {
      throw new IllegalStateException("the socket was refused");
    }
    return session;
  }

  ConversationId pair() {
    return conversations
        .open(in(vera), new Opening.ByClient(new Counterpart.Specialist("lev")))
        .conversation()
        .conversation()
        .id();
  }

  ConversationId inChannel() {
    return conversations
        .open(in(vera), new Opening.ByClient(new Counterpart.Channel("moscow")))
        .conversation()
        .conversation()
        .id();
  }

  /** Sends a message; the sender's last frame is its answer. */
  Frame send(Session session, ConversationId id, String messageId, long after, String text) {
    return send(session, id, messageId, after, text, false);
  }

  /** Sends a message whatever colleagues have answered. */
  Frame confirm(Session session, ConversationId id, String messageId, long after, String text) {
    return send(session, id, messageId, after, text, true);
  }

  private Frame send(
      Session session,
      ConversationId id,
      String messageId,
      long after,
      String text,
      boolean confirm) {
    ClientMessageId message = ClientMessageId.parse(messageId).orElseThrow();
    return write(session, new Draft(id, message, after, confirm, new Content.Text(text)));
  }

  /** Sends a message that replies to an entry. */
  Frame reply(
      Session session, ConversationId id, String messageId, long after, String text, long to) {
    ClientMessageId message = ClientMessageId.parse(messageId).orElseThrow();
    Content.Text content = new Content.Text(text, Optional.of(to));
    return write(session, new Draft(id, message, after, false, content));
  }

  /** Edits a text; the editor's last frame is its answer. */
  Frame edit(
      Session session, ConversationId id, String messageId, long after, long of, String text) {
    ClientMessageId message = ClientMessageId.parse(messageId).orElseThrow();
    return write(session, new Draft(id, message, after, false, new Content.Edited(of, text)));
  }

  Frame write(Session session, Draft draft) {
    socket.handle(session, new Command.Write(Optional.empty(), draft));
    return audience.framesOf(session).getLast();
  }

  List<Frame> watch(Session session, ConversationId id, long after) {
    int before = audience.framesOf(session).size();
    socket.handle(session, new Command.Watch(Optional.empty(), id, after));
    List<Frame> frames = audience.framesOf(session);
    return frames.subList(before, frames.size());
  }

  /** Brings both inboxes up to the log, and tells whoever does not watch. */
  void project(ConversationId id) {
    store.tail(id, 1, 1).ifPresent(tail -> projection.tell(projection.project(id, tail.last())));
  }

  /** Number of the entry that an answer tells of. */
  static long seq(Frame answer) {
    return ((Frame.Acknowledged) answer).receipt().seq();
  }

  Conversations.Shown block(Member member, ConversationId id) {
    return standings.change(in(member), id, new Change.Block(true));
  }

  Conversations.Shown unblock(Member member, ConversationId id) {
    return standings.change(in(member), id, new Change.Unblock(true));
  }

  /** Whom a person has blocked. */
  InboxLists.Listed blocks(Member member) {
    return standings.blockedBy(in(member), Optional.empty(), Limits.INBOX_ROWS);
  }

  /** Whom the staff of a channel have blocked. */
  InboxLists.Listed blocks(Member member, String channel) {
    return standings.blockedBy(in(member), channel, Optional.empty(), Limits.INBOX_ROWS);
  }

  Conversations.Shown change(Member member, ConversationId id, Change change) {
    return standings.change(in(member), id, change);
  }

  /** The row of a side as it stands now, after all projections that are due. */
  InboxRow row(ConversationId id, Side side) {
    project(id);
    Conversation conversation = store.tail(id, 1, 1).orElseThrow().conversation();
    return inboxes.row(InboxOwner.of(conversation, side), id).orElseThrow();
  }

  /** What a person's own inbox holds, the newest in front. */
  List<InboxLine> inbox(Member member) {
    return lists
        .mine(in(member), false, Optional.empty(), Limits.INBOX_ROWS)
        .conversations()
        .stream()
        .map(Conversations.Shown::line)
        .toList();
  }

  Instant now() {
    return now.get();
  }

  List<Entry> log(ConversationId id) {
    long last = store.tail(id, 1, 1).orElseThrow().last().seq();
    return LongStream.iterate(0, seen -> seen < last, seen -> seen + 500)
        .boxed()
        .flatMap(seen -> store.page(id, seen, 500).stream())
        .toList();
  }
}
