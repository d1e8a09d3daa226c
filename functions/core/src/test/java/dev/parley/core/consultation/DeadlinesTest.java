package dev.parley.core.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.Content;
import dev.parley.core.failure.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Timers that come late, early, twice or never, and what nobody has set. */
class DeadlinesTest {
  private static final Duration WINDOW = Duration.ofHours(72);

  private final Office office = new Office();
  private final RecordingQueues queues = new RecordingQueues();
  private final Deadlines deadlines = new Deadlines(office.ports, queues);

  @AfterEach
  void theBooksAreRight() {
    assertThat(office.flaws()).isEmpty();
  }

  private Instant wakeAt(ConsultationId id) {
    return office.stage(id).wakeAt().orElseThrow();
  }

  private RunOut timer(ConsultationId id) {
    return new RunOut(id, wakeAt(id), false);
  }

  private long told(Event event) {
    return office.log.page(office.dialog, 0, 1_000).stream()
        .filter(entry -> entry.content() instanceof Content.Progress)
        .filter(entry -> ((Content.Progress) entry.content()).event().equals(event.text()))
        .count();
  }

  @Test
  void aTimerThatComesTwiceDecidesOnce() {
    ConsultationId id = office.closed(100_000);
    RunOut timer = timer(id);
    office.advance(WINDOW);
    assertThat(deadlines.ranOut(timer)).isEqualTo(Deadlines.Outcome.DECIDED);
    assertThat(deadlines.ranOut(timer)).isEqualTo(Deadlines.Outcome.MOVED_ON);
    assertThat(office.earnings("lev")).isEqualTo(90_000);
    assertThat(told(Event.RELEASED)).isEqualTo(1);
  }

  @Test
  void aTimerThatComesLateDecidesAllThatHasComeDueMeanwhile() {
    ConsultationId id = office.open(100_000);
    RunOut timer = timer(id);
    office.advance(Duration.ofDays(30));
    assertThat(deadlines.ranOut(timer)).isEqualTo(Deadlines.Outcome.DECIDED);
    assertThat(office.stage(id)).isInstanceOf(Stage.Cancelled.class);
    assertThat(told(Event.REMINDED)).isEqualTo(2);
    assertThat(office.wallet("vera")).isEqualTo(100_000);
  }

  @Test
  void aTimerThatComesEarlyIsSetOnceMoreAndNeverTwice() {
    ConsultationId id = office.closed(100_000);
    office.advance(WINDOW.minusMillis(1));
    RunOut timer = timer(id);
    assertThat(deadlines.ranOut(timer)).isEqualTo(Deadlines.Outcome.PUT_BACK);
    assertThat(queues.again).containsExactly(new Timer(id, wakeAt(id), Timer.Purpose.PAYOUT));

    RunOut again = new RunOut(id, timer.at(), true);
    assertThat(deadlines.ranOut(again)).isEqualTo(Deadlines.Outcome.DROPPED);
    assertThat(queues.again).hasSize(1);
    assertThat(office.stage(id)).isInstanceOf(Stage.Closed.class);

    office.advance(Duration.ofMillis(1));
    assertThat(deadlines.ranOut(again)).isEqualTo(Deadlines.Outcome.DECIDED);
  }

  /** It would take hop after hop to get there. */
  @Test
  void aTimerThatComesFarTooEarlyIsLeftToASweep() {
    ConsultationId id = office.closed(100_000);
    office.advance(WINDOW.minus(Timers.HORIZON));
    assertThat(deadlines.ranOut(timer(id))).isEqualTo(Deadlines.Outcome.DROPPED);
    assertThat(queues.again).isEmpty();
    office.advance(Duration.ofMillis(1));
    assertThat(deadlines.ranOut(timer(id))).isEqualTo(Deadlines.Outcome.PUT_BACK);
  }

  @Test
  void aTimerThatNeverComesIsMissedByNobody() {
    ConsultationId id = office.closed(100_000);
    office.advance(WINDOW);
    assertThat(deadlines.sweep().count()).isEqualTo(1);
    assertThat(queues.set).containsExactly(new Timer(id, wakeAt(id), Timer.Purpose.PAYOUT));
    office.advance(Duration.ofDays(300));
    assertThat(deadlines.release()).isEqualTo(new Deadlines.Swept(1, List.of()));
    assertThat(deadlines.release()).isEqualTo(new Deadlines.Swept(0, List.of()));
    assertThat(deadlines.sweep().count()).isZero();
    assertThat(told(Event.RELEASED)).isEqualTo(1);
  }

  @Test
  void aTimerOfWhatHasMovedOnChangesNothing() {
    ConsultationId id = office.closed(100_000);
    RunOut released = timer(id);
    office.advance(WINDOW.minusMinutes(1));
    office.does("vera", id, new Command.Claim("It is wrong.", List.of()));
    Stage disputed = office.stage(id);
    office.advance(Duration.ofMinutes(1));
    assertThat(deadlines.ranOut(released)).isEqualTo(Deadlines.Outcome.MOVED_ON);
    assertThat(office.stage(id)).isEqualTo(disputed);
    assertThat(queues.again).isEmpty();
  }

  @Test
  void aTimerOfNothingChangesNothing() {
    RunOut unknown = new RunOut(new ConsultationId(Office.WORKSPACE, "none"), Office.START, false);
    assertThat(deadlines.ranOut(unknown)).isEqualTo(Deadlines.Outcome.MOVED_ON);
  }

  @Test
  void aSweepLooksFourteenMinutesAheadAndAsFarBackAsThereIsAnything() {
    ConsultationId soon = office.request("soon");
    Instant lapsesAt = wakeAt(soon);
    office.now.set(lapsesAt.minus(Duration.ofMinutes(14)).minusMillis(1));
    ConsultationId far = office.request("far");
    assertThat(deadlines.sweep().count()).isZero();
    office.advance(Duration.ofMillis(1));
    assertThat(deadlines.sweep().count()).isEqualTo(1);
    office.advance(Duration.ofDays(60));
    assertThat(deadlines.sweep().count()).isEqualTo(2);
    assertThat(queues.set)
        .containsExactlyInAnyOrder(
            new Timer(soon, lapsesAt, Timer.Purpose.DEADLINE),
            new Timer(soon, lapsesAt, Timer.Purpose.DEADLINE),
            new Timer(far, wakeAt(far), Timer.Purpose.DEADLINE));
  }

  @Test
  void aSweepSetsOnceWhatRunsOutLaterAndEachTimeWhatIsOverdue() {
    ConsultationId id = office.request("one");
    office.advance(Duration.ofDays(7).minusMinutes(14));
    assertThat(deadlines.sweep().count()).isEqualTo(1);
    office.advance(Duration.ofMinutes(5));
    assertThat(deadlines.sweep().count()).isZero();
    assertThat(new Deadlines(office.ports, queues).sweep().count()).isEqualTo(1);
    office.advance(Duration.ofMinutes(9));
    assertThat(deadlines.sweep().count()).isEqualTo(1);
    assertThat(deadlines.sweep().count()).isEqualTo(1);
    deadlines.ranOut(timer(id));
    assertThat(deadlines.sweep().count()).isZero();
  }

  @Test
  void whatCouldNotBeSetIsSetByTheNextSweep() {
    office.request("one");
    office.advance(Duration.ofDays(7).minusMinutes(14));
    queues.fail(1);
    assertThat(deadlines.sweep()).returns(0, Deadlines.Swept::count);
    assertThat(queues.set).isEmpty();
    assertThat(deadlines.sweep().count()).isEqualTo(1);
  }

  @Test
  void aShardThatFailsKeepsNoOtherFromBeingSwept() {
    List<ConsultationId> all = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      all.add(office.request("key-" + n));
    }
    long first = all.stream().filter(id -> Timer.shard(id) == 0).count();
    assertThat(first).isPositive();
    office.advance(Duration.ofDays(7));
    queues.fail(1);
    Deadlines.Swept swept = deadlines.sweep();
    assertThat(swept.failures()).singleElement().isInstanceOf(Unavailable.class);
    assertThat(queues.set).hasSize(swept.count()).hasSize(40 - (int) first);
    assertThat(deadlines.sweep().count()).isEqualTo(40);
  }

  @Test
  void whatCannotBeReleasedKeepsNothingElseFromBeingReleased() {
    ConsultationId broken = office.closed(50_000);
    office.advance(Duration.ofSeconds(1));
    ConsultationId sound = office.closed(100_000);
    office.advance(WINDOW);
    ConsultationStore store = new Losing(office.store, broken);
    Ports ports =
        new Ports(store, office.ledger, office.ports.timers(), office.ports.conversations());
    Deadlines.Swept swept = new Deadlines(ports, queues).release();
    assertThat(swept.count()).isEqualTo(1);
    assertThat(swept.failures()).singleElement().isInstanceOf(Unavailable.class);
    assertThat(office.stage(sound)).isInstanceOf(Stage.Completed.class);
    assertThat(office.stage(broken)).isInstanceOf(Stage.Closed.class);
    assertThat(deadlines.release().count()).isEqualTo(1);
  }

  /** A store that cannot find one consultation just now. */
  private record Losing(ConsultationStore store, ConsultationId lost) implements ConsultationStore {
    @Override
    public Optional<Consultation> find(ConsultationId id) {
      if (id.equals(lost)) {
        throw new Unavailable("it is away");
      }
      return store.find(id);
    }

    @Override
    public Optional<Paper> paper(ConsultationId id, int number) {
      return store.paper(id, number);
    }

    @Override
    public boolean commit(Change change) {
      return store.commit(change);
    }

    @Override
    public List<ConsultationId> live(
        String workspace, Actor side, String person, Optional<ConsultationId> after, int atMost) {
      return store.live(workspace, side, person, after, atMost);
    }

    @Override
    public List<Claimed> claims(String workspace, Optional<Claimed> after, int atMost) {
      return store.claims(workspace, after, atMost);
    }

    @Override
    public List<Timer> due(int shard, Instant until, int atMost) {
      return store.due(shard, until, atMost);
    }
  }
}
