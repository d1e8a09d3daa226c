package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.offer;
import static dev.parley.core.consultation.Office.rub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.faults.Died;
import dev.parley.core.faults.FaultAt;
import dev.parley.core.faults.PortFault;
import dev.parley.core.ledger.Audit;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.workspace.Directory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every call of every command of consultations and wallets goes wrong in every way. */
class EveryFaultTest {
  private static final String KEY = "key";

  private final FaultAt faults = new FaultAt();
  private final Set<Class<?>> ports = new HashSet<>();

  /**
   * One command.
   *
   * @param before brings an office to where it can be given, and tells of what
   * @param act gives it, or gives it again
   */
  private record Scenario(String name, Function<Office, ConsultationId> before, Act act) {}

  /** Gives a command and tells what its caller was told. */
  @FunctionalInterface
  private interface Act {
    Object run(FaultyOffice office, ConsultationId id);
  }

  private static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.add(
        scenario(
            "request",
            _ -> ConsultationId.requested(Office.WORKSPACE, "vera", KEY),
            (it, _) ->
                it.consultations.request(
                    it.office.in("vera"), it.office.dialog, KEY, Office.wish(), Optional.empty())));
    all.add(command(it -> it.request("a"), "lev", new Command.Propose(offer(90_000))));
    all.add(command(it -> it.offered(100_000), "lev", new Command.Revise(offer(90_000))));
    all.add(command(it -> it.offered(100_000), "lev", new Command.Decline(Optional.empty())));
    all.add(command(it -> it.offered(100_000), "vera", new Command.Decline(Optional.empty())));
    all.add(command(it -> it.offered(100_000), "vera", new Command.Agree(1)));
    all.add(command(it -> it.offered(0), "vera", new Command.Agree(1)));
    all.add(command(EveryFaultTest::agreed, "vera", new Command.Pay()));
    all.add(
        command(
            it -> it.agreedToBegin(Duration.ofMinutes(10), 100_000), "vera", new Command.Pay()));
    all.add(command(EveryFaultTest::agreed, "lev", new Command.Cancel(Optional.empty())));
    all.add(command(it -> it.paid(100_000), "lev", new Command.Cancel(Optional.of("why"))));
    all.add(command(it -> it.open(100_000), "lev", new Command.Close(Optional.empty())));
    all.add(command(it -> it.closed(100_000), "vera", new Command.Accept()));
    all.add(command(EveryFaultTest::indebted, "vera", new Command.Accept()));
    all.add(command(it -> it.closed(100_000), "vera", new Command.Claim("poor", List.of())));
    all.add(command(it -> it.disputed(100_000), "vera", new Command.Withdraw()));
    all.add(command(it -> it.disputed(100_000), "lev", new Command.Concede(Optional.empty())));
    all.add(command(it -> it.disputed(99_999), "irina", new Command.Resolve(rub(33_333), "so")));
    all.add(command(EveryFaultTest::completed, "irina", new Command.Refund(rub(50_000), "so")));
    all.add(woken("wake a request", it -> it.request("a"), Duration.ofDays(7)));
    all.add(woken("wake an offer", it -> it.offered(100_000), Duration.ofDays(3)));
    all.add(woken("wake what is not paid", EveryFaultTest::agreed, Duration.ofDays(1)));
    all.add(woken("wake what is paid", it -> it.paid(100_000), Duration.ofHours(1)));
    all.add(woken("wake what is overdue", it -> it.open(100_000), Duration.ofDays(17)));
    all.add(woken("wake what is closed", it -> it.closed(100_000), Duration.ofDays(3)));
    all.add(woken("wake a claim", it -> it.disputed(100_000), Duration.ofDays(3)));
    all.add(
        scenario(
            "late command",
            it -> waited(it.closed(100_000), it, Duration.ofDays(3)),
            (it, id) -> it.consultations.show(it.office.in("vera"), id).consultation()));
    all.add(
        scenario(
            "live",
            it -> waited(it.closed(100_000), it, Duration.ofDays(3)),
            (it, _) -> it.consultations.live(it.office.in("vera"), Optional.empty(), 10).shown()));
    all.add(
        scenario(
            "claims",
            it -> it.disputed(100_000),
            (it, _) ->
                it.consultations.claims(it.office.in("irina"), Optional.empty(), 10).shown()));
    all.add(
        scenario(
            "credit",
            Office::unknown,
            (it, _) ->
                it.wallets.credit(it.office.in("maria"), "vera", rub(100), "transfer", KEY)));
    all.add(
        scenario(
            "fund",
            Office::unknown,
            (it, _) -> it.wallets.fund(it.office.in("maria"), rub(100), "own", KEY)));
    all.add(scenario("wallet", Office::unknown, (it, _) -> it.wallets.show(it.office.in("vera"))));
    return all;
  }

  private static Scenario scenario(String name, Function<Office, ConsultationId> before, Act act) {
    return new Scenario(name, before, act);
  }

  private static Scenario command(
      Function<Office, ConsultationId> before, String person, Command command) {
    return scenario(
        command.name().text(),
        before,
        (it, id) -> it.consultations.command(it.office.in(person), id, KEY, command));
  }

  private static Scenario woken(
      String name, Function<Office, ConsultationId> before, Duration wait) {
    return scenario(
        name,
        it -> waited(before.apply(it), it, wait),
        (it, id) -> {
          Alarm.rings(it.ports, id);
          return "woken";
        });
  }

  private static ConsultationId waited(ConsultationId id, Office office, Duration wait) {
    office.advance(wait);
    return id;
  }

  private static ConsultationId agreed(Office office) {
    office.credit("vera", 100_000);
    return office.agreed(100_000);
  }

  private static ConsultationId completed(Office office) {
    ConsultationId id = office.closed(100_000);
    office.does("vera", id, new Command.Accept());
    office.wallets.fund(office.in("maria"), rub(500_000), "own", "reserve");
    return id;
  }

  private static ConsultationId indebted(Office office) {
    ConsultationId first = completed(office);
    office.does("irina", first, new Command.Refund(rub(50_000), "so"));
    office.advance(Duration.ofMinutes(1));
    return office.closed(60_000);
  }

  @Test
  void whateverGoesWrongItIsDoneOnceAndTheBooksAreRight() {
    Map<String, Integer> triples = new TreeMap<>();
    all().forEach(it -> triples.merge(it.name(), disturb(it), Integer::sum));
    System.out.printf(
        "Faults at ports of consultations: %,d of command, call and fault: %s%n",
        triples.values().stream().mapToInt(Integer::intValue).sum(), triples);
    assertThat(triples.values()).allMatch(many -> many > 0);
    Set<String> commands =
        java.util.Arrays.stream(Command.Name.values())
            .filter(it -> it != Command.Name.WAKE)
            .map(Command.Name::text)
            .collect(Collectors.toSet());
    assertThat(triples.keySet()).containsAll(commands);
    assertThat(ports)
        .as("every port is called and goes wrong")
        .containsExactlyInAnyOrder(
            ConsultationStore.class,
            LedgerStore.class,
            Timers.class,
            ConversationStore.class,
            Rooms.class,
            Directory.class,
            Audience.class);
  }

  private int disturb(Scenario scenario) {
    FaultyOffice calm = new FaultyOffice(faults);
    ConsultationId id = scenario.before().apply(calm.office);
    faults.calm();
    Object told = scenario.act().run(calm, id);
    List<FaultAt.Made> calls = faults.made();
    assertThat(calls).as(scenario.name()).isNotEmpty();
    calls.forEach(call -> ports.add(call.method().getDeclaringClass()));
    Map<String, Object> state = state(calm.office, id);
    int triples = 0;
    for (int index = 0; index < calls.size(); index++) {
      for (PortFault kind : PortFault.values()) {
        if (fits(kind, calls.get(index))) {
          disturb(scenario, index, kind, told, state);
          triples++;
        }
      }
    }
    return triples;
  }

  /** Timers never throw: whatever they cannot set is found by a sweep. */
  private static boolean fits(PortFault kind, FaultAt.Made call) {
    boolean timer = call.method().getDeclaringClass() == Timers.class;
    boolean dies = kind == PortFault.DIES_BEFORE || kind == PortFault.DIES_AFTER;
    return kind.fits(call.method(), call.arguments()) && (dies || !timer);
  }

  private void disturb(
      Scenario scenario, int index, PortFault kind, Object told, Map<String, Object> state) {
    String what = "%s, call %d, %s".formatted(scenario.name(), index, kind);
    FaultyOffice office = new FaultyOffice(faults);
    ConsultationId id = scenario.before().apply(office.office);
    faults.arm(index, kind);
    try {
      assertThat(scenario.act().run(office, id)).as(what).isEqualTo(told);
    } catch (Unavailable | Ambiguous | Died e) {
      // The caller knows that it may not be done, and tries again.
    } catch (RuntimeException e) {
      throw new AssertionError(what + " ends with what no client understands: " + e, e);
    }
    assertThat(faults.happened()).as(what).isTrue();
    faults.calm();
    assertThat(office.office.flaws()).as(what).isEmpty();
    assertThat(scenario.act().run(office, id)).as(what + ", again").isEqualTo(told);
    assertThat(state(office.office, id)).as(what).isEqualTo(state);
    assertThat(scenario.act().run(office, id)).as(what + ", once more").isEqualTo(told);
    assertThat(state(office.office, id)).as(what).isEqualTo(state);
  }

  /** Everything that there is to see after an audit, which restores what was repaid. */
  private static Map<String, Object> state(Office office, ConsultationId id) {
    assertThat(
            new Audit(office.ledger, office.directory, office.now::get, _ -> {})
                .of(Office.WORKSPACE)
                .flaws())
        .isEmpty();
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("order", office.store.find(id));
    state.put("balances", office.balances());
    state.put("told", office.progress(id));
    state.put("flaws", office.flaws());
    state.put(
        "log",
        office.log.page(office.dialog, 0, Integer.MAX_VALUE).stream()
            .map(entry -> entry.seq() + entry.author() + entry.content() + entry.running())
            .toList());
    state.put("lines", office.lines());
    assertThat(office.flaws()).isEmpty();
    return state;
  }
}
