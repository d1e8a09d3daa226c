package dev.parley.core.simulation;

import dev.parley.core.attempt.Backoff;
import dev.parley.core.conversation.AlreadyAnswered;
import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.conversation.InMemoryRooms;
import dev.parley.core.conversation.Inboxes;
import dev.parley.core.conversation.Ports;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.conversation.Session;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.RateLimited;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.faults.Died;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.InMemoryDirectory;
import dev.parley.core.workspace.InMemoryQuota;
import dev.parley.core.workspace.Membership;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** The functions on their stores, called as gateways and streams call them. */
final class Cloud {
  private static final long SKEW_MILLIS = 2_000;
  private static final int INSTANCES = 12;

  final Clockwork clockwork;
  final Chance chance;
  final Tally tally;
  final Ledger ledger;
  final Inboxes inboxes;
  final InMemoryDirectory directory = new InMemoryDirectory();
  final Gateway gateway;
  final LogStream stream;
  private final Unreliable unreliable;
  private final List<Function> functions;
  private boolean calm;
  private Predicate<Session> revoked = _ -> false;

  Cloud(Clockwork clockwork, Chance chance, Tally tally) {
    this.clockwork = clockwork;
    this.chance = chance;
    this.tally = tally;
    stream = new LogStream(this);
    gateway = new Gateway(this);
    unreliable = new Unreliable(clockwork, chance, tally);
    InMemoryConversations memory = new InMemoryConversations();
    ledger = new Ledger(memory, tally, stream::grown);
    inboxes = memory.inboxes();
    Inboxes lagging = new LaggingIndex(inboxes, clockwork, chance);
    Rooms rooms = unreliable.before(Rooms.class, new InMemoryRooms());
    Ports ports =
        new Ports(
            unreliable.before(ConversationStore.class, ledger),
            unreliable.before(Inboxes.class, lagging),
            rooms,
            unreliable.before(Directory.class, directory),
            unreliable.before(Audience.class, gateway),
            new InMemoryQuota(),
            clockwork::now,
            chance.generator(),
            backoff());
    functions = LongStream.range(0, INSTANCES).mapToObj(_ -> instance(ports, skew())).toList();
  }

  private Duration skew() {
    return Duration.ofMillis(chance.between(-SKEW_MILLIS, SKEW_MILLIS));
  }

  private Function instance(Ports ports, Duration skew) {
    return Function.on(
        new Ports(
            ports.store(),
            ports.inboxes(),
            ports.rooms(),
            ports.directory(),
            ports.audience(),
            ports.quota(),
            () -> clockwork.now().plus(skew),
            ports.random(),
            ports.backoff()));
  }

  private Backoff backoff() {
    return attempt -> clockwork.pause(chance.between(1, 4_000L << Math.min(attempt - 1, 6)));
  }

  /** From now on everything goes well. */
  void calm() {
    calm = true;
    unreliable.calm();
  }

  /** How to tell that a socket should have been closed. */
  void revoked(Predicate<Session> test) {
    revoked = test;
  }

  boolean isCalm() {
    return calm;
  }

  /** A frame has come in over a socket. */
  void frame(Session session, Command command) {
    tally.count("command " + command.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    boolean stale = revoked.test(session);
    run(
        function -> {
          try {
            function.socket().handle(session, command);
            if (stale && command instanceof Command.Write) {
              throw new AssertionError(session + " was closed and writes " + command);
            }
          } catch (Refused | Unavailable | Ambiguous e) {
            function.socket().tell(session, problem(command.requestId(), refused(e)));
          }
        },
        _ -> {});
  }

  private Frame problem(Optional<String> requestId, Refused refused) {
    tally.count("refused " + refused.code().text());
    Optional<Entry> entry =
        refused instanceof AlreadyAnswered it ? Optional.of(it.answer()) : Optional.empty();
    Optional<Duration> retryAfter =
        refused instanceof RateLimited it ? Optional.of(it.retryAfter()) : Optional.empty();
    return new Frame.Problem(
        requestId, refused.code().text(), refused.getMessage(), refused.field(), entry, retryAfter);
  }

  private static Refused refused(RuntimeException failure) {
    return failure instanceof Refused it ? it : Refused.of(Code.BUSY, "again");
  }

  /** A call by HTTP. */
  <T> void call(
      String name,
      String workspace,
      String person,
      BiFunction<Function, Membership, T> action,
      Consumer<Answer<T>> told) {
    tally.count("command " + name);
    clockwork.start(
        () -> {
          Answer<T> answer;
          Function function = chance.of(functions);
          try {
            Membership me = Membership.of(function.ports().directory(), workspace, person);
            answer = new Answer.Done<>(action.apply(function, me));
          } catch (Refused | Unavailable | Ambiguous e) {
            Code code = refused(e).code();
            tally.count("refused " + code.text());
            answer = new Answer.No<>(code);
          } catch (Died e) {
            answer = new Answer.Lost<>();
          }
          Answer<T> sent = !calm && chance.perMille(10) ? new Answer.Lost<>() : answer;
          clockwork.in(chance.about(20_000), () -> told.accept(sent));
        });
  }

  /** Runs something in a function; it is told whether that ended as it should. */
  void run(Consumer<Function> action, Consumer<Boolean> done) {
    clockwork.start(
        () -> {
          boolean well = false;
          try {
            action.accept(chance.of(functions));
            well = true;
          } catch (Unavailable | Ambiguous | Died e) {
            tally.count("function failed");
          }
          boolean ended = well;
          clockwork.in(0, () -> done.accept(ended));
        });
  }
}
