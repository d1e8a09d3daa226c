package dev.parley.lambda.timers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.Event;
import dev.parley.core.consultation.Stage;
import dev.parley.core.consultation.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the local cloud deadlines are kept though nobody looks, in one way where others fail. */
@Tag("alone")
class TimeBringsItAboutTest {
  private static final String SWEEP = "rate(5 minutes)";
  private static final String CATCH_ALL = "rate(1 hour)";
  private static final Duration WINDOW = Duration.ofHours(72);

  @TempDir static Path folder;
  @TempDir static Path other;

  /** Whatever is released here is released by a timer. */
  private static TimedCloud cloud;

  /** Here nobody looks for timers that were not set. */
  private static TimedCloud unswept;

  @BeforeAll
  static void start() throws IOException {
    cloud = new TimedCloud(folder, CATCH_ALL);
    unswept = new TimedCloud(other, SWEEP);
  }

  @AfterAll
  static void stop() {
    cloud.close();
    unswept.close();
  }

  private static boolean is(Sales sales, ConsultationId id, Class<? extends Stage> stage) {
    return stage.isInstance(sales.stage(id));
  }

  private static void assertReleased(Sales sales, ConsultationId id) {
    assertThat(sales.told(id, Event.RELEASED)).isEqualTo(1);
    assertThat(sales.earnings()).isEqualTo(Sales.EARNED);
    assertThat(sales.held(id)).isZero();
  }

  @Test
  void whatIsClosedIsReleasedAfter72Hours() throws InterruptedException {
    Sales sales = cloud.sales();
    ConsultationId id = sales.closed("one");
    cloud.pass(WINDOW.minusMinutes(10));
    cloud.await(() -> cloud.logged("TimerSweep", "[INFO] timer sweep ok, 1") > 0);
    assertThat(sales.stage(id)).isInstanceOf(Stage.Closed.class);
    cloud.pass(Duration.ofMinutes(10).plusSeconds(1));
    cloud.await(() -> is(sales, id, Stage.Completed.class));
    assertReleased(sales, id);
  }

  /** Whoever pays sets the timer. */
  @Test
  void whatIsPaidBeginsAtTheAgreedInstant() throws InterruptedException {
    Sales sales = unswept.sales();
    Instant startAt = unswept.now().plus(Duration.ofMinutes(4));
    Wish wish =
        new Wish("Call", new Due.At(startAt.plus(Duration.ofDays(1))), Optional.of(startAt));
    ConsultationId id = sales.paid("one", wish);
    assertThat(sales.stage(id)).isInstanceOf(Stage.Paid.class);
    unswept.pass(Duration.ofMinutes(4).plusSeconds(1));
    unswept.await(() -> is(sales, id, Stage.Open.class));
    assertThat(sales.told(id, Event.OPENED)).isEqualTo(1);
  }

  @Test
  void whoIsLateIsRemindedTwiceAndThenTheClientHasTheMoneyBack() throws InterruptedException {
    Sales sales = cloud.sales();
    ConsultationId id = sales.paid("one", Sales.wish());
    cloud.pass(Duration.ofDays(2));
    cloud.await(() -> sales.told(id, Event.REMINDED) == 1);
    cloud.pass(Duration.ofDays(1));
    cloud.await(() -> sales.told(id, Event.REMINDED) == 2);
    assertThat(sales.wallet()).isZero();
    cloud.pass(Duration.ofDays(13));
    cloud.await(() -> is(sales, id, Stage.Cancelled.class));
    assertThat(sales.told(id, Event.REMINDED)).isEqualTo(2);
    assertThat(sales.told(id, Event.OVERDUE)).isEqualTo(1);
    assertThat(sales.wallet()).isEqualTo(Sales.PRICE);
    assertThat(sales.held(id)).isZero();
  }

  @Test
  void anOfferLapsesAndThenTheRequest() throws InterruptedException {
    Sales sales = cloud.sales();
    ConsultationId id =
        sales.offered(
            "one", new Wish("Check", new Due.Within(Duration.ofDays(30)), Optional.empty()));
    cloud.pass(Duration.ofDays(3));
    cloud.await(() -> is(sales, id, Stage.Requested.class));
    assertThat(sales.told(id, Event.OFFER_LAPSED)).isEqualTo(1);
    cloud.pass(Duration.ofDays(7));
    cloud.await(() -> is(sales, id, Stage.Expired.class));
  }

  @Test
  void whatIsNotPaidExpires() throws InterruptedException {
    Sales sales = cloud.sales();
    ConsultationId id = sales.agreed("one", Sales.wish());
    cloud.pass(Duration.ofDays(1));
    cloud.await(() -> is(sales, id, Stage.Expired.class));
    assertThat(sales.told(id, Event.EXPIRED)).isEqualTo(1);
  }

  @Test
  void timersThatAreLostAreSetAnewByTheNextSweep() throws InterruptedException {
    Sales sales = cloud.sales();
    ConsultationId id = sales.closed("one");
    long before = cloud.logged("TimerSweep", "[INFO] timer sweep ok, 1");
    cloud.pass(WINDOW.minusMinutes(10));
    cloud.await(() -> cloud.logged("TimerSweep", "[INFO] timer sweep ok, 1") > before);
    cloud.purge();
    cloud.pass(Duration.ofMinutes(10).plusSeconds(1));
    cloud.await(() -> is(sales, id, Stage.Completed.class));
    assertReleased(sales, id);
  }

  @Test
  void moneyIsReleasedByTheHourWhereNobodySweeps() throws InterruptedException {
    Sales sales = unswept.sales();
    ConsultationId id = sales.closed("one");
    unswept.pass(WINDOW.plusHours(1));
    unswept.await(() -> is(sales, id, Stage.Completed.class));
    assertReleased(sales, id);
    unswept.await(() -> unswept.logged("PayoutRelease", "[INFO] payout release ok, 1") == 1);
  }
}
