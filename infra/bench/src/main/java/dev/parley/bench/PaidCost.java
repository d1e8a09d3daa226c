package dev.parley.bench;

import dev.parley.bench.Bill.Part;
import dev.parley.bench.Prices.Unit;
import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.Deals;
import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.PaidWorld;
import dev.parley.core.consultation.Timer;
import dev.parley.core.consultation.Wish;
import dev.parley.lambda.handler.ConsultationTimers;
import dev.parley.lambda.store.DynamoConsultations;
import dev.parley.lambda.store.DynamoConversations;
import dev.parley.lambda.store.DynamoDirectory;
import dev.parley.lambda.store.DynamoInboxes;
import dev.parley.lambda.store.DynamoLedger;
import dev.parley.lambda.store.DynamoRooms;
import dev.parley.lambda.wire.RunOutTimers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a timer costs, and a whole consultation with the messages in it. What a transaction writes
 * into indexes is computed, everything else is measured.
 */
final class PaidCost {
  private static final Instant START = Deals.START;
  private static final int BATCH = 10;

  private PaidCost() {}

  /**
   * Units of the steps of one consultation, and what one timer that changes nothing takes.
   *
   * @param lookReads of a message that looks whether anything is due
   * @param lookMillis of the function for each message of a full batch
   * @param aloneMillis of the function for a message by itself
   */
  record Measured(
      Meter.Units steps, double lookReads, double lookMillis, double aloneMillis, int megabytes) {}

  static Measured measure(Path root, int warm, int rounds) throws IOException {
    try (Backdrop backdrop = Backdrop.start(root)) {
      Meter meter = new Meter(backdrop.dynamo().client());
      PaidWorld world = new PaidWorld(stores(meter, backdrop.environment()), "w", "");
      PaidWorld.Deal pair = world.pair("", START);
      world.credits(pair.client(), Deals.PRICE, "bank transfer", "credit", START);
      meter.take();
      PaidWorld.Deal deal = sell(world, pair);
      Meter.Units steps = meter.take();
      String body =
          RunOutTimers.text(new Timer(deal.id(), Deals.releasesAt(), Timer.Purpose.PAYOUT), false);
      new DynamoConsultations(meter, tables(backdrop.environment())).find(deal.id());
      double reads = meter.take().reads();
      double full = millis(backdrop, event(body, BATCH), warm, rounds) / BATCH;
      double alone = millis(backdrop, event(body, 1), warm, rounds);
      int megabytes = backdrop.memoryMegabytes("ConsultationTimers");
      return new Measured(steps, reads, full, alone, megabytes);
    }
  }

  /** From the request to the release, each step once. */
  private static PaidWorld.Deal sell(PaidWorld world, PaidWorld.Deal pair) {
    Wish wish = new Wish("Lease check", new Due.Within(Duration.ofDays(2)), Optional.empty());
    Deals deals = new Deals(world, wish, "Done.");
    PaidWorld.Deal deal = world.request(pair, "request", wish, Deals.at(1));
    Command offer = new Command.Propose(deals.offer(Deals.PRICE));
    world.does(deal.specialist(), deal, "offer", offer, Deals.at(2));
    world.does(deal.client(), deal, "agree", new Command.Agree(1), Deals.at(3));
    world.does(deal.client(), deal, "pay", new Command.Pay(), Deals.at(4));
    world.does(deal.specialist(), deal, "close", new Command.Close(Optional.empty()), Deals.at(5));
    world.wakes(deal, Deals.releasesAt());
    return deal;
  }

  /** The same message several times. */
  private static String event(String body, int times) {
    String message = "{\"messageId\":\"m\",\"body\":\"" + body.replace("\"", "\\\"") + "\"}";
    return "{\"Records\":[" + String.join(",", Collections.nCopies(times, message)) + "]}";
  }

  private static double millis(Backdrop backdrop, String event, int warm, int rounds)
      throws IOException {
    ConsultationTimers function =
        new ConsultationTimers(backdrop.environment(), InstantSource.system());
    byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
    long nanos = 0;
    for (int n = -warm; n < rounds; n++) {
      long began = System.nanoTime();
      function.handleRequest(
          new ByteArrayInputStream(bytes), OutputStream.nullOutputStream(), Backdrop.QUIET);
      nanos += n < 0 ? 0 : System.nanoTime() - began;
    }
    return nanos / 1e6 / rounds;
  }

  private static DynamoConsultations.Tables tables(Map<String, String> of) {
    return new DynamoConsultations.Tables(
        of.get("CONSULTATIONS_TABLE"), of.get("CONVERSATIONS_TABLE"), of.get("LEDGER_TABLE"));
  }

  private static PaidWorld.Stores stores(DynamoDbClient dynamo, Map<String, String> of) {
    return new PaidWorld.Stores(
        new DynamoConversations(
            dynamo,
            new DynamoConversations.Tables(
                of.get("CONVERSATIONS_TABLE"), of.get("INBOX_TABLE"), of.get("DIRECTORY_TABLE"))),
        new DynamoInboxes(dynamo, of.get("INBOX_TABLE")),
        new DynamoRooms(dynamo, of.get("CONNECTIONS_TABLE")),
        new DynamoDirectory(dynamo, of.get("DIRECTORY_TABLE"), _ -> {}),
        new DynamoConsultations(dynamo, tables(of)),
        new DynamoLedger(dynamo, of.get("LEDGER_TABLE")));
  }

  /**
   * What is billed for timers and consultations, beside what there would be instead of timers.
   *
   * @param message all that one message causes
   */
  record Bills(Measured measured, Bill message) {
    private static final int MESSAGES = 40;

    /** Requested, offered, agreed, paid, closed, released. */
    private static final int STEPS = 6;

    /** The request, the offer, the agreement, the work and the release each wait for an instant. */
    private static final int TIMERS = 5;

    /** Of the order in the lists of client and specialist: it comes in, and it goes. */
    private static final int LIST_WRITES = 4;

    /** Of the order in the index by which it wakes: it comes in, and it goes. */
    private static final int WAKE_WRITES = 2;

    /** The command, its answer, and the entry for two who watch. */
    private static final int FRAMES = 4;

    /** Sent, received, deleted. */
    private static final int SQS_REQUESTS = 3;

    /** How often a sweep reads a row until it has gone, and at most sends it. */
    private static final double SWEEPS = 14.0 / 5;

    /** An index row is some 150 bytes, and 8 KB are read for a unit where it may be stale. */
    private static final double SWEEP_READS = SWEEPS * 150 / 8192;

    /** 72 hours in hops of 15 minutes. */
    private static final int HOPS = 72 * 4;

    private static final double THOUSANDS = 1_000;
    private static final double TIMER_GOAL = 1.50;
    private static final double CONSULTATION_GOAL = 0.0005;

    /**
     * @param messages for each timer
     * @param batch in which they are sent and received
     */
    Bill timer(double messages, int batch) {
      List<Part> parts = new ArrayList<>(look(messages, batch));
      parts.add(new Part("timer", Unit.DYNAMODB_WRITE, WAKE_WRITES));
      parts.add(new Part("timer", Unit.DYNAMODB_READ, SWEEP_READS));
      parts.add(new Part("timer", Unit.SQS_REQUEST, messages * SQS_REQUESTS / batch));
      return new Bill(parts);
    }

    /**
     * Invocations that look whether anything is due. Whoever finds it so goes on with what was
     * read, as any command does; others have read in vain.
     */
    private List<Part> look(double times, int batch) {
      double millis = batch == 1 ? measured.aloneMillis() : measured.lookMillis();
      List<Part> parts =
          new ArrayList<>(
              Bill.invocation("look", times / batch, measured.megabytes(), times * millis));
      parts.add(new Part("look", Unit.DYNAMODB_READ, (times - 1) * measured.lookReads()));
      return parts;
    }

    private Bill with(double times, Unit unit, double amount) {
      List<Part> parts = new ArrayList<>(look(times, 1));
      parts.add(new Part("timer", unit, amount));
      return new Bill(parts);
    }

    double perConsultation(Prices prices) {
      double talk = (message.perThousand(prices) * (MESSAGES + STEPS)) / 1_000;
      double money =
          prices.of(Unit.DYNAMODB_WRITE, measured.steps().writes() + LIST_WRITES - STEPS)
              + prices.of(Unit.DYNAMODB_READ, measured.steps().reads())
              + prices.of(Unit.SOCKET_MESSAGE, STEPS * (FRAMES - 3.0));
      return talk + money + TIMERS * timer(1, 1).perThousand(prices) / 1_000;
    }

    List<Table.Row> rows() {
      Prices prices = Prices.read();
      Bill full = timer(1, BATCH);
      double consultation = perConsultation(prices);
      return List.of(
          goal("1,000,000 timers, one message each in batches of 10", full, prices),
          usd("the same, each timer by itself", timer(1, 1), prices),
          usd("the same in batches, each sweep in a new process", timer(SWEEPS, BATCH), prices),
          usd(
              "1,000,000 timers by EventBridge Scheduler",
              with(1, Unit.SCHEDULER_INVOCATION, 1),
              prices),
          usd(
              "1,000,000 timers by waits of Step Functions",
              with(1, Unit.STATE_TRANSITION, 2),
              prices),
          usd(
              "1,000,000 timers of 72 h in hops of SQS, if Lambda let them",
              with(HOPS, Unit.SQS_REQUEST, HOPS * SQS_REQUESTS),
              prices),
          new Table.Row(
              "a consultation of 40 messages, all in",
              String.format(
                  Locale.ROOT,
                  "$%.6f (its six steps: %.0f write and %.1f read units without indexes)",
                  consultation,
                  measured.steps().writes(),
                  measured.steps().reads()),
              "≤ $0.0005",
              consultation <= CONSULTATION_GOAL));
    }

    private static Table.Row goal(String what, Bill bill, Prices prices) {
      double usd = bill.perThousand(prices) * THOUSANDS;
      return new Table.Row(what, text(bill, prices), "≤ $1.50", usd <= TIMER_GOAL);
    }

    private static Table.Row usd(String what, Bill bill, Prices prices) {
      return Table.Row.of(what, text(bill, prices));
    }

    private static String text(Bill bill, Prices prices) {
      return String.format(
          Locale.ROOT,
          "$%.2f (each %.1f write and %.2f read units, %.2f SQS requests, %.4f GB s)",
          bill.perThousand(prices) * THOUSANDS,
          bill.amount(Unit.DYNAMODB_WRITE),
          bill.amount(Unit.DYNAMODB_READ),
          bill.amount(Unit.SQS_REQUEST),
          bill.amount(Unit.LAMBDA_GB_SECOND_ARM64));
    }
  }
}
