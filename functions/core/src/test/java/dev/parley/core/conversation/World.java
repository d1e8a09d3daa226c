package dev.parley.core.conversation;

import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.InMemoryDirectory;
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
import java.util.stream.LongStream;

/** A workspace with a few people in it, and everything conversations need, around a given store. */
public final class World {
  /** Unique, so that several worlds can share one store. */
  final String workspace = "w" + UUID.randomUUID().toString().substring(0, 8);

  final Member vera = member("vera", Role.CLIENT, Set.of());
  final Member lev = member("lev", Role.SPECIALIST, Set.of());
  final Member anna = member("anna", Role.OPERATOR, Set.of("moscow"));
  final Member boris = member("boris", Role.OPERATOR, Set.of("kazan"));

  final InMemoryDirectory directory = new InMemoryDirectory();
  final RecordingAudience audience = new RecordingAudience();
  final ConversationStore store;
  final Rooms rooms;
  final Conversations conversations;
  final Blocks blocks;
  final SocketCommands socket;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));

  World(ConversationStore store, Rooms rooms) {
    this(store, rooms, new JitteredBackoff(new SecureRandom()));
  }

  World(ConversationStore store, Rooms rooms, Backoff backoff) {
    this.store = store;
    this.rooms = rooms;
    directory.provision(
        new Preset(
            new Workspace(workspace, "W", StartPolicy.STAFF_ANY, Set.of()),
            List.of(new Channel("moscow", "Москва"), new Channel("kazan", "Казань")),
            List.of(vera, lev, anna, boris)));
    SecureRandom random = new SecureRandom();
    Ports ports =
        new Ports(store, rooms, directory, audience, now::get, random, new JitteredBackoff(random));
    conversations = new Conversations(ports);
    blocks = new Blocks(ports);
    socket = new SocketCommands(ports);
  }

  static World inMemory() {
    return new World(new InMemoryConversations(), new InMemoryRooms());
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
    Workspace changed = new Workspace(workspace, settings.name(), policy, settings.origins());
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
    Session session = new Session(workspace, member.person(), 0, UUID.randomUUID() + "=");
    if (!socket.opened(session)) {
      throw new IllegalStateException("the socket was refused");
    }
    return session;
  }

  ConversationId pair() {
    return conversations
        .open(vera, new Counterpart.Specialist("lev"))
        .conversation()
        .conversation()
        .id();
  }

  ConversationId inChannel() {
    return conversations
        .open(vera, new Counterpart.Channel("moscow"))
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
    socket.handle(session, new Command.Send(Optional.empty(), id, message, after, text, confirm));
    return audience.framesOf(session).getLast();
  }

  List<Frame> watch(Session session, ConversationId id, long after) {
    int before = audience.framesOf(session).size();
    socket.handle(session, new Command.Watch(Optional.empty(), id, after));
    List<Frame> frames = audience.framesOf(session);
    return frames.subList(before, frames.size());
  }

  List<Entry> log(ConversationId id) {
    long last = store.tail(id, 1, 1).orElseThrow().last().seq();
    return LongStream.iterate(0, seen -> seen < last, seen -> seen + 500)
        .boxed()
        .flatMap(seen -> store.page(id, seen, 500).stream())
        .toList();
  }
}
