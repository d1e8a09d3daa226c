package dev.parley.bench;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.parley.bench.Bill.Part;
import dev.parley.bench.Prices.Unit;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.Projection;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.lambda.handler.Message;
import dev.parley.lambda.handler.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What a message of 100 characters costs on AWS: a client writes it, and one other person watches.
 * Units are measured, and so is the time of the functions, with DynamoDB and gateway on this
 * machine.
 */
final class Cost {
  static final String SEND = "the function Message";
  static final String PROJECT = "the function Project";
  private static final String TEXT = "Can you read a lease? ".repeat(5);

  private final Talks talks;

  private Cost(Talks talks) {
    this.talks = talks;
  }

  /**
   * All that one message causes. A part of the system that is built later adds its parts here.
   *
   * @param alone while there are few messages: each is an invocation of Project of its own
   * @param batched while there are many, as many conversations as are measured having grown when
   *     Project is invoked; when that is so depends on the load, which is assumed
   * @param inMean like alone, where the mean of the functions' time counts and not its median: AWS
   *     bills the mean, and here it is that of a machine that others use, too
   */
  record Bills(Talks.With with, int conversations, Bill alone, Bill batched, Bill inMean) {
    List<Table.Row> rows() {
      Prices prices = Prices.read();
      String what = "1,000 messages to " + with.text() + ", ";
      String together = " in batches of " + conversations;
      return List.of(
          alone.of(SEND).row(what + SEND, prices),
          alone.of(PROJECT).row(what + PROJECT, prices),
          total(alone, what + "all in", prices),
          Table.Row.of(
              "of these, by the mean of the functions' time",
              Bill.dollars(inMean.perThousand(prices))),
          batched.of(PROJECT).row(what + PROJECT + together, prices),
          total(batched, what + "all in, projected" + together, prices));
    }

    /** The goal is one for a client with a specialist. */
    private Table.Row total(Bill bill, String what, Prices prices) {
      return switch (with) {
        case LAWYER -> bill.total(what, prices);
        case CHANNEL -> Table.Row.of(what, Bill.dollars(bill.perThousand(prices)));
      };
    }
  }

  /**
   * @param conversations how many there are
   * @param warm messages to each of them whose time does not count
   * @param messages to each of them
   */
  static Bills measure(Path root, Talks.With with, int conversations, int warm, int messages)
      throws IOException {
    try (Backdrop backdrop = Backdrop.start(root)) {
      Cost cost = new Cost(Talks.begin(backdrop, with, conversations));
      List<Part> units = cost.units(messages);
      Times times = cost.times(backdrop, warm, messages);
      double share = 1.0 / conversations;
      Millis each = times.median(share);
      Millis mean = times.mean();
      int sender = backdrop.memoryMegabytes("Message");
      int memory = backdrop.memoryMegabytes("Project");
      List<Part> sending = Bill.invocation(SEND, 1, sender, each.message());
      return new Bills(
          with,
          conversations,
          Bill.of(units, sending, Bill.invocation(PROJECT, 1, memory, each.project())),
          Bill.of(units, sending, Bill.invocation(PROJECT, share, memory, each.batched())),
          Bill.of(
              units,
              Bill.invocation(SEND, 1, sender, mean.message()),
              Bill.invocation(PROJECT, 1, memory, mean.project())));
    }
  }

  /** Units and frames. */
  private List<Part> units(int messages) {
    SocketCommands socket = new SocketCommands(talks.ports());
    Projection projection = new Projection(talks.ports());
    Counted sending = new Counted(SEND);
    Counted projecting = new Counted(PROJECT);
    talks.meter().take();
    talks.posted();
    for (int i = 0; i < messages; i++) {
      talks.tick();
      for (ConversationId conversation : talks.conversations()) {
        long last = talks.last(conversation);
        ClientMessageId id = ClientMessageId.parse(last + ".units-" + last).orElseThrow();
        Draft draft = new Draft(conversation, id, last, false, new Content.Text(TEXT));
        socket.handle(talks.client(), new Command.Write(Optional.of("r1"), draft));
        sending.add(talks);
        projection.tell(projection.project(conversation, talks.newest(conversation)));
        projecting.add(talks);
        talks.grown(conversation);
      }
    }
    double all = messages * talks.conversations().size();
    List<Part> parts = new ArrayList<>(sending.each(all));
    // The frame that the client sent is paid for, too.
    parts.add(new Part(SEND, Unit.SOCKET_MESSAGE, 1));
    parts.addAll(projecting.each(all));
    parts.add(new Part(PROJECT, Unit.STREAM_READ_BY_LAMBDA, 1));
    return parts;
  }

  /** What was consumed and posted by one part of the system. */
  private static final class Counted {
    private final String of;
    private double writes;
    private double reads;
    private int frames;

    Counted(String of) {
      this.of = of;
    }

    void add(Talks talks) {
      Meter.Units units = talks.meter().take();
      writes += units.writes();
      reads += units.reads();
      frames += talks.posted();
    }

    List<Part> each(double messages) {
      return List.of(
          new Part(of, Unit.DYNAMODB_WRITE, writes / messages),
          new Part(of, Unit.DYNAMODB_READ, reads / messages),
          new Part(of, Unit.SOCKET_MESSAGE, frames / messages));
    }
  }

  /**
   * How long invocations took, each from the event as text to the return of the handler.
   *
   * @param batched those for all conversations together
   */
  private record Times(long[] message, long[] project, long[] batched) {
    /** For a message, in the median: what neighbours on this machine do to some is not theirs. */
    Millis median(double share) {
      return new Millis(median(message), median(project), median(batched) * share);
    }

    Millis mean() {
      return new Millis(mean(message), mean(project), 0);
    }

    private static double median(long[] nanos) {
      return Percentiles.of(nanos).median();
    }

    private static double mean(long[] nanos) {
      return LongStream.of(nanos).average().orElseThrow() / 1e6;
    }
  }

  private record Millis(double message, double project, double batched) {}

  private Times times(Backdrop backdrop, int warm, int messages) throws IOException {
    Message message = new Message(backdrop.environment(), talks.clock());
    Project project = new Project(backdrop.environment(), talks.clock());
    String sent = Files.readString(backdrop.message());
    String grown = Files.readString(backdrop.grown());
    LongStream.Builder sending = LongStream.builder();
    LongStream.Builder projecting = LongStream.builder();
    LongStream.Builder together = LongStream.builder();
    for (int i = -warm; i < messages; i++) {
      talks.tick();
      for (ConversationId conversation : talks.conversations()) {
        String next = Events.send(sent, conversation, talks.last(conversation));
        note(i, sending, () -> Backdrop.handle(message, next));
        String single = Events.batch(grown, Map.of(conversation, talks.last(conversation) + 1));
        note(i, projecting, () -> project(project, single));
        talks.grown(conversation);
      }
      String batch = Events.batch(grown, talks.lasts());
      note(i, together, () -> project(project, batch));
    }
    return new Times(
        sending.build().toArray(), projecting.build().toArray(), together.build().toArray());
  }

  /** Below zero it warms up. */
  private static void note(int round, LongStream.Builder nanos, Runnable work) {
    long began = System.nanoTime();
    work.run();
    long took = System.nanoTime() - began;
    if (round >= 0) {
      nanos.add(took);
    }
  }

  private static void project(Project project, String event) {
    project.handleRequest(Backdrop.read(event, DynamodbEvent.class), Backdrop.QUIET);
  }
}
