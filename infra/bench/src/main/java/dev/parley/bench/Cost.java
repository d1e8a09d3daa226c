package dev.parley.bench;

import dev.parley.bench.Bill.Part;
import dev.parley.bench.Prices.Unit;
import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Ports;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.lambda.handler.Message;
import dev.parley.lambda.store.DynamoConversations;
import dev.parley.lambda.store.DynamoDirectory;
import dev.parley.lambda.store.DynamoRooms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a message costs on AWS: a client writes it and the lawyer watches. Units are measured, and
 * so is the time of the function, with DynamoDB and gateway on this machine.
 */
final class Cost {
  private static final String SEND = "the function Message";

  /** Until it is built: a row for each of two inboxes, one record a batch, as long as Message. */
  private static final String PROJECT = "the projection as planned";

  private final Backdrop backdrop;
  private long last = 1;

  private Cost(Backdrop backdrop) {
    this.backdrop = backdrop;
  }

  /**
   * All that one message causes. A part of the system that is built later adds its parts here.
   *
   * @param warm messages whose time does not count
   */
  static Bill measure(Path root, int warm, int messages) throws IOException {
    try (Backdrop backdrop = Backdrop.start(root)) {
      Cost cost = new Cost(backdrop);
      List<Part> parts = new ArrayList<>(cost.units(messages));
      double milliseconds = cost.milliseconds(warm, messages);
      parts.addAll(Bill.invocation(SEND, backdrop.memoryMegabytes(), milliseconds));
      parts.add(new Part(PROJECT, Unit.STREAM_READ_BY_LAMBDA, 1));
      parts.add(new Part(PROJECT, Unit.DYNAMODB_WRITE, 2));
      parts.addAll(Bill.invocation(PROJECT, backdrop.memoryMegabytes(), milliseconds));
      return new Bill(parts);
    }
  }

  static List<Table.Row> rows(Bill bill) {
    Prices prices = Prices.read();
    return List.of(bill.row(SEND, prices), bill.row(PROJECT, prices), bill.total(prices));
  }

  /** Units and frames of a message of 100 characters. */
  private List<Part> units(int messages) {
    Meter meter = new Meter(backdrop.dynamo().client());
    AtomicInteger out = new AtomicInteger();
    SocketCommands socket =
        new SocketCommands(
            ports(
                meter,
                deliveries -> {
                  out.addAndGet(deliveries.size());
                  return new Audience.Delivered(Set.of(), Set.of());
                }));
    Session client = new Session(Parley.WORKSPACE, "vera-orlova", 0, Backdrop.CLIENT);
    ConversationId conversation = new ConversationId(Parley.WORKSPACE, Backdrop.CONVERSATION);
    for (int i = 0; i < messages; i++, last++) {
      ClientMessageId id = ClientMessageId.parse(last + ".units-" + last).orElseThrow();
      String text = "Can you read a lease? ".repeat(5);
      socket.handle(
          client, new Command.Send(Optional.of("r1"), conversation, id, last, text, false));
    }
    Meter.Units units = meter.take();
    double frames = 1 + (double) out.get() / messages;
    return List.of(
        new Part(SEND, Unit.DYNAMODB_WRITE, units.writes() / messages),
        new Part(SEND, Unit.DYNAMODB_READ, units.reads() / messages),
        new Part(SEND, Unit.SOCKET_MESSAGE, frames));
  }

  private Ports ports(Meter meter, Audience audience) {
    Map<String, String> tables = backdrop.environment();
    String directory = tables.get("DIRECTORY_TABLE");
    return new Ports(
        new DynamoConversations(
            meter,
            new DynamoConversations.Tables(
                tables.get("CONVERSATIONS_TABLE"), tables.get("INBOX_TABLE"), directory)),
        new DynamoRooms(meter, tables.get("CONNECTIONS_TABLE")),
        new DynamoDirectory(meter, directory, _ -> {}),
        audience,
        InstantSource.system(),
        new SecureRandom(),
        _ -> {});
  }

  /** The mean of an invocation, from the event as text to the return of the handler. */
  private double milliseconds(int warm, int messages) throws IOException {
    Message handler = new Message(backdrop.environment(), InstantSource.system());
    String event = Files.readString(backdrop.message());
    List<Long> seqs = new ArrayList<>();
    backdrop.posts(
        frame -> {
          if (Said.isAck(frame)) {
            seqs.add(Said.seq(frame));
          }
        });
    long nanos = 0;
    for (int i = -warm; i < messages; i++, last++) {
      String next =
          event
              .replace("1.k3a9x2b7", last + ".times-" + last)
              .replace("after\\\": 1,", "after\\\": " + last + ",");
      long began = System.nanoTime();
      Backdrop.handle(handler, next);
      nanos += i < 0 ? 0 : System.nanoTime() - began;
      if (seqs.getLast() != last + 1) {
        throw new IOException("message " + i + " became entry " + seqs.getLast());
      }
    }
    return nanos / 1e6 / messages;
  }
}
