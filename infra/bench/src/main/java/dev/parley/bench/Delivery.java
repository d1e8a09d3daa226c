package dev.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long a message takes from one person to the other at low load, beside the same calls without
 * Parley: each is sent when all that the one before it caused has come to rest. Rounds of both take
 * turns, so that whatever else the machine does hits both.
 */
final class Delivery {
  static final double GOAL = 1.3;

  /** Parley answers it; it tells the bare function who stands by. */
  private static final String PING = "{\"action\":\"ping\",\"requestId\":\"p\"}";

  private Delivery() {}

  /** Of the same number of messages each. */
  record Figures(int messages, Percentiles parley, Percentiles floor) {
    double ratio() {
      return parley.median() / floor.median();
    }

    List<Table.Row> rows() {
      return List.of(
          Table.Row.of(
              "%,d messages through the local cloud, from sending to the other side's entry"
                  .formatted(messages),
              parley.text()),
          Table.Row.of("the same AWS calls and posts by a bare function", floor.text()),
          new Table.Row(
              "of these, ratio of p50",
              String.format(Locale.ROOT, "%.2f", ratio()),
              "≤ 1.3",
              ratio() <= GOAL));
    }
  }

  /** Measures on a running {@link SendServer}. */
  static Figures measure(ServerProcess server, Bench.Rounds talk)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      Parley parley = new Parley(http, server.address(0), server.address(1));
      URI bare = server.address(2);
      List<String> conversations = new ArrayList<>();
      for (int i = 0; i < talk.conversations(); i++) {
        conversations.add(parley.conversation(Parley.client(i), Parley.lawyer(0)));
      }
      URI reader = parley.socket(Parley.lawyer(0));
      URI bystander = parley.socket(Parley.lawyer(0));
      try (Turns measured = Turns.read(http, reader, bystander, PING, conversations);
          Turns floor = Turns.read(http, bare, bare, PING, conversations)) {
        for (int i = 0; i < talk.conversations(); i++) {
          measured.join(http, parley.socket(Parley.client(i)), conversations.get(i));
          floor.join(http, bare, conversations.get(i));
        }
        int messages = talk.messages();
        long[] ofParley = new long[talk.rounds() * messages];
        long[] ofFloor = new long[talk.rounds() * messages];
        for (int i = -talk.warm(); i < talk.rounds(); i++) {
          // What warms up is written where the first round will write.
          int from = Math.max(i, 0) * messages;
          say(measured, ofParley, from, messages);
          say(floor, ofFloor, from, messages);
        }
        return new Figures(ofParley.length, Percentiles.of(ofParley), Percentiles.of(ofFloor));
      }
    }
  }

  private static void say(Turns turns, long[] nanos, int from, int messages)
      throws IOException, InterruptedException {
    for (int i = 0; i < messages; i++) {
      nanos[from + i] = turns.say();
    }
  }
}
