package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after a restart, however the system ended. */
class DataIsKept {
  private static final int SENDERS = 4;
  private static final int ACKS_BEFORE_THE_KILL = 60;

  @TempDir Path data;
  private final int port = FreePorts.neighbours(6);

  @Test
  void aConversationItsMembersAndAnIssuedTokenSurviveARestart() {
    String token;
    JsonNode conversation;
    JsonNode me;
    List<JsonNode> entries;
    try (OwnCloud before = OwnCloud.keeping(data, port)) {
      token = before.token("vera-orlova");
      ParleyClient vera = before.device("vera-orlova", token);
      conversation = vera.openWithSpecialist("lev-sokolov");
      try (ChatSocket socket = vera.connect()) {
        socket.send(id(conversation), "Здравствуйте!");
        socket.send(id(conversation), "Вы ещё здесь?");
      }
      me = vera.me();
      entries = vera.entries(id(conversation), 100);
      assertThat(entries).hasSize(3);
    }
    try (OwnCloud after = OwnCloud.again(data, port)) {
      ParleyClient vera = after.device("vera-orlova", token);
      assertThat(vera.me()).isEqualTo(me);
      assertThat(vera.openWithSpecialist("lev-sokolov")).isEqualTo(conversation);
      assertThat(vera.entries(id(conversation), 100)).isEqualTo(entries);
      ParleyClient lev = after.device("lev-sokolov");
      try (ChatSocket socket = lev.connect()) {
        assertThat(socket.send(id(conversation), "Конечно.").path("seq").asLong()).isEqualTo(4);
      }
      assertThat(vera.entries(id(conversation), 1))
          .hasSize(4)
          .startsWith(entries.toArray(JsonNode[]::new));
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesAKillInTheMiddleOfSending() throws InterruptedException {
    Map<String, JsonNode> acks = new ConcurrentHashMap<>();
    List<Message> unanswered;
    String token;
    String conversation;
    try (DemoProcess demo = DemoProcess.serving(data, port)) {
      token = new Issuer(demo.address("issuer")).accessToken("pavel-zimin");
      ParleyClient pavel = pavel(demo.address("REST"), token);
      conversation = id(pavel.openWithSpecialist("anna-belova"));
      CountDownLatch enough = new CountDownLatch(ACKS_BEFORE_THE_KILL);
      List<Thread> senders = senders(pavel, conversation, acks, enough);
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      demo.kill();
      for (Thread sender : senders) {
        sender.join();
      }
      unanswered = pavel.log(conversation).unanswered();
    }
    assertThat(unanswered).as("sends that the kill interrupted").isNotEmpty();
    try (OwnCloud after = OwnCloud.again(data, port)) {
      ParleyClient pavel = pavel(URI.create(after.cloud().outputs().get("HttpUrl")), token);
      assertHeld(pavel.entries(conversation, 100), acks);
      try (ChatSocket socket = pavel.connect()) {
        for (Message message : unanswered) {
          acks.put(message.clientMessageId(), socket.send(message));
        }
      }
      List<JsonNode> entries = pavel.entries(conversation, 100);
      assertHeld(entries, acks);
      assertThat(entries).hasSize(1 + acks.size());
    }
  }

  private static ParleyClient pavel(URI base, String token) {
    Map<String, String> headers = ParleyClient.identified(token, OwnCloud.WORKSPACE);
    return new ParleyClient(base, "pavel-zimin", headers, Witness.NONE);
  }

  /** Each sends one message after the other until the system is gone. */
  private static List<Thread> senders(
      ParleyClient device, String conversation, Map<String, JsonNode> acks, CountDownLatch enough) {
    List<ChatSocket> sockets = new ArrayList<>();
    IntStream.range(0, SENDERS).forEach(_ -> sockets.add(device.connect()));
    return sockets.stream()
        .map(
            socket ->
                Thread.ofVirtual()
                    .start(
                        () -> {
                          try (socket) {
                            while (true) {
                              Message message = device.log(conversation).write("until the end");
                              acks.put(message.clientMessageId(), socket.send(message));
                              enough.countDown();
                            }
                          } catch (RuntimeException e) {
                            // The system was killed, as this test wants it.
                          }
                        }))
        .toList();
  }

  /** No gap, and every acknowledged message once, at its number and time. */
  private static void assertHeld(List<JsonNode> entries, Map<String, JsonNode> acks) {
    assertThat(entries)
        .extracting(entry -> entry.path("seq").asInt())
        .isEqualTo(IntStream.rangeClosed(1, entries.size()).boxed().toList());
    acks.forEach(
        (id, ack) ->
            assertThat(entries)
                .filteredOn(entry -> entry.path("clientMessageId").asText().equals(id))
                .as(id)
                .singleElement()
                .satisfies(
                    entry -> {
                      assertThat(entry.path("seq")).isEqualTo(ack.path("seq"));
                      assertThat(entry.path("at")).isEqualTo(ack.path("at"));
                      assertThat(entry.path("text").asText()).isEqualTo("until the end");
                    }));
  }

  private static String id(JsonNode conversation) {
    return conversation.path("id").asText();
  }
}
