package dev.parley.core.simulation;

import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.Side;
import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.SpecialistKind;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who is there: workspaces, their people and devices, and what is known of them from outside. */
final class Town {
  static final int CROWD = 55;
  private static final int CLIENTS = 4;
  private static final int SPECIALISTS = 2;
  private static final int OPERATORS = 3;

  private final Cloud cloud;
  private final Letters letters = new Letters();
  private final Marks marks = new Marks();
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final List<Device> devices = new ArrayList<>();
  private final Map<String, Set<String>> everGranted = new LinkedHashMap<>();
  private final Map<String, Long> closedBelow = new LinkedHashMap<>();
  private boolean busy = true;

  Town(Cloud cloud) {
    this.cloud = cloud;
    cloud.revoked(this::isStale);
    for (StartPolicy policy : StartPolicy.values()) {
      found("w" + policy.ordinal(), policy);
    }
  }

  private void found(String workspace, StartPolicy policy) {
    List<Member> members = new ArrayList<>();
    for (int number = 0; number < CLIENTS; number++) {
      members.add(add(workspace, Role.CLIENT, number, Set.of(), 1 + number % 2));
    }
    for (int number = 0; number < SPECIALISTS; number++) {
      members.add(add(workspace, Role.SPECIALIST, number, Set.of(), 2 - number));
    }
    for (int number = 0; number < OPERATORS; number++) {
      Set<String> channels = number == 0 ? Set.of("c0", "c1") : Set.of("c0");
      members.add(add(workspace, Role.OPERATOR, number, channels, 1));
    }
    members.add(add(workspace, Role.ADMINISTRATOR, 0, Set.of(), 0));
    for (int number = 0; policy == StartPolicy.STAFF_ANY && number < CROWD; number++) {
      members.add(add(workspace, Role.CLIENT, 100 + number, Set.of(), 0));
    }
    Workspace settings = new Workspace(workspace, "W", policy, Set.of());
    List<Channel> channels = List.of(new Channel("c0", "First"), new Channel("c1", "Second"));
    cloud.directory.provision(new Preset(settings, channels, members));
  }

  private Member add(String workspace, Role role, int number, Set<String> channels, int devices) {
    String name = workspace + role.name().toLowerCase(Locale.ROOT) + number;
    Person person = new Person(workspace, name, role);
    people.put(name, person);
    everGranted.put(name, new TreeSet<>(channels));
    for (int device = 0; device < devices; device++) {
      this.devices.add(new Device(this, name + "-" + device, person));
    }
    Optional<SpecialistKind> kind =
        role == Role.SPECIALIST ? Optional.of(SpecialistKind.LAWYER) : Optional.empty();
    return new Member(workspace, name, "Name of " + name, Set.of(role), kind, channels, 0);
  }

  Cloud cloud() {
    return cloud;
  }

  Letters letters() {
    return letters;
  }

  Marks marks() {
    return marks;
  }

  List<Device> devices() {
    return devices;
  }

  Person person(String name) {
    return people.get(name);
  }

  List<Person> people(String workspace, Role role) {
    return people.values().stream()
        .filter(one -> one.workspace().equals(workspace) && one.role() == role)
        .toList();
  }

  List<String> workspaces() {
    return people.values().stream().map(Person::workspace).distinct().toList();
  }

  boolean isBusy() {
    return busy;
  }

  /** Everybody leaves it at what they have asked for. */
  void rest() {
    busy = false;
  }

  /** The conversations that somebody may see now, or might once have seen. */
  List<Conversation> conversationsOf(Person person) {
    return cloud.ledger.conversations().values().stream()
        .filter(it -> it.id().workspace().equals(person.workspace()))
        .filter(it -> mightKnow(person.name(), it))
        .toList();
  }

  /** Somebody is about to be granted channels. */
  void granting(String person, Set<String> channels) {
    everGranted.get(person).addAll(channels);
  }

  /** Whoever asked for it was told that sockets opened under earlier epochs are closed. */
  void closed(String person, long epoch) {
    closedBelow.merge(person, epoch, Math::max);
  }

  boolean isStale(Session session) {
    return session.epoch() < closedBelow.getOrDefault(session.person(), 0L);
  }

  private boolean mightKnow(String person, Conversation conversation) {
    boolean granted =
        conversation.counterpart() instanceof Counterpart.Channel it
            && everGranted.get(person).contains(it.channel());
    return granted || conversation.sideOf(person).isPresent();
  }

  /** Fails if somebody is told of a conversation that they have no part in. */
  void requireMayKnow(Session session, ConversationId id) {
    Conversation conversation = cloud.ledger.conversations().get(id);
    boolean mine = session.workspace().equals(id.workspace());
    if (!mine || !mightKnow(session.person(), conversation)) {
      throw new AssertionError(session + " is told of " + conversation);
    }
    if (isStale(session)) {
      throw new AssertionError(session + " was closed and is told of " + conversation);
    }
  }

  /** On which side somebody stands who stands on any. */
  static Side side(Person person) {
    return person.isStaff() ? Side.STAFF : Side.CLIENT;
  }

  void count(Session session, Frame frame) {
    cloud.tally.count("frame " + frame.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    if (isStale(session)) {
      throw new AssertionError(session + " was closed and is told " + frame);
    }
  }

  Set<String> everGranted(String person) {
    return new LinkedHashSet<>(everGranted.get(person));
  }
}
