package dev.parley.core.simulation;

import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.Side;
import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Member;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A client of the socket that keeps to the rules of the interface's description. */
final class Device {
  private static final long TICK = 3_000_000;
  private static final long FIRST_BACKOFF = 1_000_000;
  private static final int DOUBLINGS = 6;
  private static final int REMEMBERED = 1_000;

  private final Town town;
  private final String name;
  private final Person person;
  private final Screen screen = new Screen(this);
  private final Lists lists = new Lists(this);
  private final Outbox outbox;
  private final Map<String, Command> asked = new LinkedHashMap<>();
  private Gateway.Socket socket;
  private boolean connecting;
  private boolean ticking;
  private int failures;
  private long requests;
  private Instant offUntil = Instant.EPOCH;

  Device(Town town, String name, Person person) {
    this.town = town;
    this.name = name;
    this.person = person;
    this.outbox = new Outbox(this, town.letters());
  }

  Screen screen() {
    return screen;
  }

  Lists lists() {
    return lists;
  }

  Outbox outbox() {
    return outbox;
  }

  String name() {
    return name;
  }

  String person() {
    return person.name();
  }

  Person owner() {
    return person;
  }

  Chance chance() {
    return town.cloud().chance;
  }

  Instant now() {
    return town.cloud().clockwork.now();
  }

  void count(String what) {
    town.cloud().tally.count(what);
  }

  boolean isStaff(String author) {
    return town.person(author).isStaff();
  }

  boolean isOpen() {
    return socket != null && socket.isOpen();
  }

  /** Whether nothing that it wants is still to come. */
  boolean isSettled() {
    return isOpen() && outbox.isEmpty() && screen.isComplete() && lists.isComplete();
  }

  /** What it still waits for. */
  String inWords() {
    return "%s is %s, still has to send %s, waits for %s and lists %s"
        .formatted(
            name,
            isOpen() ? "open" : "closed",
            outbox.inWords(),
            screen.incomplete(),
            lists.isComplete());
  }

  /** Goes on from wherever it is: connects, and asks again for whatever was not answered. */
  void wake() {
    if (!ticking) {
      ticking = true;
      town.cloud().clockwork.in(chance().about(TICK), this::tick);
    }
  }

  private void tick() {
    ticking = false;
    if (isOpen()) {
      screen.tick();
      lists.tick();
      outbox.tick();
    } else if (!connecting && !offUntil.isAfter(now())) {
      connect();
    }
    if (town.isBusy() || !isSettled()) {
      wake();
    }
  }

  private void connect() {
    Optional<Member> member =
        town.cloud().directory.member(person.workspace(), person.name()).filter(Member::active);
    if (member.isEmpty()) {
      later();
      return;
    }
    connecting = true;
    town.cloud().gateway.open(this, person.workspace(), person.name(), member.get().epoch());
  }

  private void later() {
    long most = FIRST_BACKOFF << Math.min(failures++, DOUBLINGS);
    offUntil = now().plusNanos(chance().between(most / 2, most) * 1_000);
  }

  void opened(Gateway.Socket opened, boolean accepted) {
    connecting = false;
    if (!accepted) {
      later();
      return;
    }
    failures = 0;
    socket = opened;
    lists.reconnected();
    screen.reconnected();
    outbox.reconnected();
    wake();
  }

  void closed(Gateway.Socket closed) {
    if (closed == socket) {
      socket = null;
      asked.clear();
      wake();
    }
  }

  /** Is out of reach, until then. */
  void off(Instant until) {
    offUntil = until;
    if (isOpen()) {
      socket.cut();
    }
  }

  /** Comes back at this very instant on a new socket. */
  void rush() {
    off(Instant.EPOCH);
    if (!connecting) {
      connect();
    }
  }

  /** Looks at the world anew, whatever it waited for. */
  void on() {
    offUntil = Instant.EPOCH;
    failures = 0;
    wake();
  }

  Optional<String> request() {
    return Optional.of(name + "." + ++requests);
  }

  void ask(Command command) {
    if (isOpen()) {
      if (asked.size() > REMEMBERED) {
        asked.clear();
      }
      command.requestId().ifPresent(id -> asked.put(id, command));
      socket.send(command);
    }
  }

  void read(ConversationId id, long seq) {
    if (isOpen()) {
      town.marks().asked(id, person.isStaff() ? Side.STAFF : Side.CLIENT, seq);
      ask(new Command.Read(request(), id, seq));
    }
  }

  /** A frame has arrived. */
  void told(Gateway.Socket from, Frame frame) {
    town.count(from.session(), frame);
    wake();
    switch (frame) {
      case Frame.Acknowledged it -> outbox.acknowledged(it.receipt());
      case Frame.Read it -> town.marks().told(it.marked());
      case Frame.Inbox it -> {
        it.lines()
            .forEach(line -> town.requireMayKnow(from.session(), line.row().conversation().id()));
        lists.told(it);
      }
      case Frame.Appended it -> {
        town.requireMayKnow(from.session(), it.conversation());
        screen.appended(it.conversation(), it.entry());
      }
      case Frame.Entries it -> {
        town.requireMayKnow(from.session(), it.conversation());
        screen.entries(it);
      }
      case Frame.Reset it -> screen.reset(it);
      case Frame.Unwatched it -> screen.unwatched(it.conversation());
      case Frame.Typing it -> typing(it);
      case Frame.Problem it -> problem(it);
      case Frame.Bye _, Frame.Pong _, Frame.Unsynced _, Frame.Ordered _ -> {}
    }
  }

  /** Nobody sees themselves type, and a client does not learn who of the staff it is. */
  private void typing(Frame.Typing frame) {
    boolean told = frame.typist().isPresent();
    boolean self = frame.typist().filter(it -> it.person().equals(person())).isPresent();
    if (self || told != person.isStaff()) {
      throw new AssertionError(name + " is told " + frame);
    }
  }

  private void problem(Frame.Problem problem) {
    outbox.refused(problem);
    Command command = problem.requestId().map(asked::remove).orElse(null);
    switch (command) {
      case Command.Watch watch -> screen.refused(watch.conversation(), problem.code());
      case Command.Sync sync -> lists.refused(sync.channel(), problem.code());
      case null, default -> {}
    }
    if (problem.code().equals(Code.NOT_ALLOWED.text()) && isOpen()) {
      socket.cut();
    }
  }
}
