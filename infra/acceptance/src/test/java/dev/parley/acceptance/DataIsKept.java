package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.provider.Provider;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after a restart, however the system ended. */
class DataIsKept {
  private static final int SOCKETS = 2;

  /** Fewer than the two can write in one go. */
  private static final int ACKS_BEFORE_THE_KILL = 30;

  private static final String TEXT = "until the end";

  @TempDir Path data;
  private final int port = FreePorts.neighbours(7);

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
      JsonNode found = vera.openWithSpecialist("lev-sokolov");
      assertThat(id(found)).isEqualTo(id(conversation));
      assertThat(found.at("/last/preview").asText()).isEqualTo("Вы ещё здесь?");
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
    List<String> people = List.of("pavel-zimin", "anna-belova");
    Map<String, List<Message>> unanswered = new HashMap<>();
    Map<String, String> tokens = new HashMap<>();
    String conversation;
    ProviderClient provider;
    long held;
    try (DemoProcess demo = DemoProcess.serving(data, port)) {
      provider = new ProviderClient(demo.address("provider"));
      provider.control("/strays", PayDesk.amount(70_000));
      held = provider.sum();
      assertThat(held).as(demo.story()).isGreaterThanOrEqualTo(70_000);
      Issuer issuer = new Issuer(demo.address("issuer"));
      people.forEach(person -> tokens.put(person, issuer.accessToken(person)));
      List<ParleyClient> devices = devices(demo.address("REST"), tokens);
      conversation = id(devices.getFirst().openWithSpecialist("anna-belova"));
      try (ChatSocket first = devices.getFirst().connect()) {
        Message message = devices.getFirst().log(conversation).write(TEXT);
        acks.put(message.clientMessageId(), first.send(message));
      }
      CountDownLatch enough = new CountDownLatch(ACKS_BEFORE_THE_KILL);
      List<Thread> senders = new ArrayList<>();
      devices.forEach(device -> senders.addAll(senders(device, conversation, acks, enough)));
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      demo.kill();
      for (Thread sender : senders) {
        sender.join();
      }
      devices.forEach(
          device -> unanswered.put(device.person(), device.log(conversation).unanswered()));
    }
    assertProviderEndsAndGoesOn(provider, held);
    assertThat(unanswered.values().stream().flatMap(List::stream))
        .as("sends that the kill interrupted")
        .isNotEmpty();
    try (OwnCloud after = OwnCloud.again(data, port)) {
      List<ParleyClient> devices =
          devices(URI.create(after.cloud().outputs().get("HttpUrl")), tokens);
      assertHeld(devices.getFirst().entries(conversation, 100), acks);
      for (ParleyClient device : devices) {
        try (ChatSocket socket = device.connect()) {
          for (Message message : unanswered.get(device.person())) {
            acks.put(message.clientMessageId(), insist(socket, message));
          }
        }
      }
      List<JsonNode> entries = devices.getFirst().entries(conversation, 100);
      assertHeld(entries, acks);
      assertThat(entries).hasSize(1 + acks.size());
    }
  }

  /** The provider of a demo ends with it, however that ends, and keeps its book in its folder. */
  private void assertProviderEndsAndGoesOn(ProviderClient ended, long held) {
    Waiting.until(() -> isGone(ended), Boolean::booleanValue);
    Optional<Provider> again = Waiting.until(this::provider, Optional::isPresent);
    try (Provider provider = again.orElseThrow()) {
      assertThat(new ProviderClient(provider.address()).sum()).isEqualTo(held);
    }
  }

  private static boolean isGone(ProviderClient provider) {
    try {
      provider.sum();
      return false;
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  /** Empty while the one before still holds the folder. */
  private Optional<Provider> provider() {
    Optional<Path> folder = Optional.of(data.resolve("provider"));
    try {
      return Optional.of(Provider.start(0, "another key", folder, _ -> {}));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static List<ParleyClient> devices(URI base, Map<String, String> tokens) {
    return tokens.entrySet().stream()
        .sorted(Map.Entry.<String, String>comparingByKey().reversed())
        .map(
            token ->
                new ParleyClient(
                    base,
                    token.getKey(),
                    ParleyClient.identified(token.getValue(), OwnCloud.WORKSPACE),
                    Witness.NONE))
        .toList();
  }

  /** Each sends one message after the other until the system is gone. */
  private static List<Thread> senders(
      ParleyClient device, String conversation, Map<String, JsonNode> acks, CountDownLatch enough) {
    List<ChatSocket> sockets = new ArrayList<>();
    IntStream.range(0, SOCKETS).forEach(_ -> sockets.add(device.connect()));
    return sockets.stream()
        .map(
            socket ->
                Thread.ofVirtual()
                    .start(
                        () -> {
                          try (socket) {
                            while (true) {
                              Message message = device.log(conversation).write(TEXT);
                              acks.put(message.clientMessageId(), insist(socket, message));
                              enough.countDown();
                            }
                          } catch (RuntimeException e) {
                            // The system was killed, as this test wants it.
                          }
                        }))
        .toList();
  }

  /** Sends until it is taken, also by somebody who has written too fast. */
  private static JsonNode insist(ChatSocket socket, Message message) {
    while (true) {
      try {
        return socket.send(message);
      } catch (Refused e) {
        if (!e.code().equals("rate_limited")) {
          throw e;
        }
      }
    }
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
                      assertThat(entry.path("text").asText()).isEqualTo(TEXT);
                    }));
  }

  private static String id(JsonNode conversation) {
    return conversation.path("id").asText();
  }
}
