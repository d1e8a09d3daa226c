package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets onto the socket: the bearer of a fresh ticket, once, and nobody else. */
class SocketAdmission {
  private static final int OPEN = 101;
  private static final Integer[] TEN_GIVEN = Collections.nCopies(10, 201).toArray(Integer[]::new);

  @RegisterExtension final Parley parley = new Parley();

  @Test
  void aTicketUsedSixtyFourTimesAtOnceOpensOneSocket() throws Exception {
    ParleyClient vera = vera();
    URI url = url(vera.ticket());
    List<Integer> answers = AtOnce.times(64, () -> knock(vera, url, Optional.empty()));
    assertThat(answers).containsOnly(OPEN, 403);
    assertThat(answers).filteredOn(status -> status == OPEN).hasSize(1);
  }

  @Test
  void aUsedTicketOpensNothingEvenAfterItsSocketIsGone() {
    ParleyClient vera = vera();
    URI url = url(vera.ticket());
    ChatSocket first = vera.connect(url, Optional.empty());
    assertThat(knock(vera, url, Optional.empty())).isEqualTo(403);
    assertThat(first.ping().path("type").asText()).isEqualTo("pong");
    first.close();
    first.awaitClose();
    assertThat(knock(vera, url, Optional.empty())).isEqualTo(403);
  }

  @Test
  void anExpiredTicketOpensNothing() {
    ParleyClient vera = vera();
    URI early = url(vera.ticket());
    URI late = url(vera.ticket());
    parley.pass(Duration.ofSeconds(20));
    assertThat(knock(vera, early, Optional.empty())).isEqualTo(OPEN);
    parley.pass(Duration.ofSeconds(11));
    assertThat(knock(vera, late, Optional.empty())).isEqualTo(403);
  }

  @Test
  void aForgedTicketOpensNothing() {
    ParleyClient vera = vera();
    String genuine = vera.ticket().path("ticket").asText();
    String last = genuine.endsWith("A") ? "E" : "A";
    List<String> forged =
        List.of(
            "A".repeat(43),
            genuine.substring(0, 42) + last,
            genuine.substring(1),
            genuine + "A",
            genuine.toLowerCase(),
            "0",
            "%00",
            "%23",
            "%F0%9F%8E%AB",
            "x".repeat(4000));
    assertThat(forged)
        .allSatisfy(ticket -> assertThat(knock(vera, at("?ticket=" + ticket))).isEqualTo(403));
    assertThat(knock(vera, at("?ticket=" + genuine))).isEqualTo(OPEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "?other=1", "?Ticket=AAAA"})
  void whoBringsNoTicketIsAskedForOne(String query) {
    assertThat(knock(vera(), at(query))).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://legal.example",
        "https://legal.example:8443",
        "https://legal.example.evil.example",
        "https://evil.example/https://legal.example",
        "https://kitchens.example",
        "null"
      })
  void aForeignPageOpensNothing(String origin) {
    ParleyClient vera = vera();
    assertThat(knock(vera, url(vera.ticket()), Optional.of(origin))).isEqualTo(403);
  }

  @Test
  void thePagesOfTheWorkspaceAndNativeClientsGetIn() {
    ParleyClient vera = vera();
    Optional<String> page = Optional.of("https://legal.example");
    assertThat(knock(vera, url(vera.ticket()), page)).isEqualTo(OPEN);
    assertThat(knock(vera, url(vera.ticket()), Optional.empty())).isEqualTo(OPEN);
  }

  @Test
  void aTicketOfOneWorkspaceGivesNothingOfAnother() {
    String here = parley.workspace("legal-portal");
    String there = parley.workspace("legal-portal");
    ParleyClient vera = parley.device(here, "vera-orlova");
    String conversation = vera.openWithSpecialist("lev-sokolov").path("id").asText();
    List<JsonNode> before = vera.entries(conversation, 100);

    ParleyClient elsewhere = parley.device(there, "vera-orlova");
    try (ChatSocket socket = elsewhere.connect()) {
      assertThat(code(() -> socket.watch(conversation))).isEqualTo("not_found");
      assertThat(code(() -> socket.send(conversation, "hello"))).isEqualTo("not_found");
      String own = elsewhere.openWithSpecialist("lev-sokolov").path("id").asText();
      assertThat(own).isNotEqualTo(conversation);
      assertThat(socket.send(own, "hello").path("seq").asLong()).isEqualTo(2);
    }
    assertThat(vera.entries(conversation, 100)).isEqualTo(before);
  }

  /** A minute may end in the middle of it, so that there are two lots of ten. */
  @Test
  void whoTakesTicketsWithoutEndIsToldWhenToComeBack() {
    ParleyClient vera = vera();
    List<Response> answers =
        Stream.generate(() -> vera.post("/socket-tickets", Json.object())).limit(21).toList();
    assertThat(answers).extracting(Response::status).containsOnly(201, 429).startsWith(TEN_GIVEN);
    JsonNode refusal =
        answers.stream().filter(each -> each.status() == 429).findFirst().orElseThrow().body();
    assertThat(refusal.path("code").asText()).isEqualTo("rate_limited");
    assertThat(refusal.path("retryAfter").asInt()).isBetween(1, 60);
    assertThat(vera.me().path("person").path("id").asText()).isEqualTo("vera-orlova");
    parley.pass(Duration.ofSeconds(refusal.path("retryAfter").asInt()));
    assertThat(knock(vera, url(vera.ticket()))).isEqualTo(OPEN);
  }

  private ParleyClient vera() {
    return parley.device(parley.workspace("legal-portal"), "vera-orlova");
  }

  private static String code(Runnable action) {
    return catchThrowableOfType(Refused.class, action::run).code();
  }

  private static URI url(JsonNode ticket) {
    return URI.create(ticket.path("url").asText() + "?ticket=" + ticket.path("ticket").asText());
  }

  private URI at(String query) {
    return URI.create(parley.cloud().outputs().get("SocketUrl") + query);
  }

  private int knock(ParleyClient device, URI url) {
    return knock(device, url, Optional.empty());
  }

  /** The status of the handshake. */
  private static int knock(ParleyClient device, URI url, Optional<String> origin) {
    try {
      device.connect(url, origin).close();
      return OPEN;
    } catch (Refused e) {
      return e.status();
    }
  }
}
