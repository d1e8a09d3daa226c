package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.lambda.bucket.Posting;
import dev.parley.lambda.wire.Admission;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every recorded event runs through its handler, decoded as Lambda decodes it: first a workspace is
 * provisioned, then a conversation is opened, then a socket comes, talks and goes.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecordedEventsTest {
  /** The id of a file in the recorded event. */
  private static final String FILE = "Zk3vT0cNq1lXw8yPzR5uBA";

  private static Surroundings around;

  @BeforeAll
  static void start() throws IOException {
    around = Surroundings.start();
  }

  @AfterAll
  static void stop() {
    around.close();
  }

  @Test
  @Order(1)
  void anAdministratorProvisions() throws IOException {
    assertThat(RecordedPlay.provision(around, "", ""))
        .isEqualTo("{\"workspace\":\"legal-portal\",\"channels\":0,\"members\":5}");
  }

  @Test
  @Order(2)
  void aPresetWithAMistakeIsRefusedWithItsCodeAndPlace() {
    assertThatThrownBy(() -> RecordedPlay.provision(around, "specialist", "wizard"))
        .hasMessageStartingWith("invalid_field: The field roles");
  }

  @Test
  @Order(2)
  void aPersonLearnsWhoTheyAre() throws IOException {
    assertThat(rest("workspace-me").getBody())
        .isEqualTo(
            """
            {"person":{"id":"vera-orlova","name":"Vera Orlova","roles":["client"]},\
            "workspace":{"id":"legal-portal","name":"Legal portal"},"channels":[]}\
            """);
  }

  @Test
  @Order(2)
  void aPersonGetsATicketForASocket() throws IOException {
    APIGatewayV2HTTPResponse answer = rest("workspace-ticket");
    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(answer.getHeaders()).containsEntry("cache-control", "no-store");
    assertThat(answer.getBody())
        .matches("\\{\"ticket\":\"[\\w-]{43}\",\"url\":\"wss://.+/live\",\"expiresAt\":\".+Z\"}");
  }

  @Test
  @Order(3)
  void aConversationIsOpened() throws IOException {
    APIGatewayV2HTTPResponse answer = rest("conversations-open");
    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(answer.getBody()).contains("\"specialistKind\":\"lawyer\"");
    assertThat(rest("conversations-open").getStatusCode()).isEqualTo(200);
  }

  @Test
  @Order(4)
  void conversationsAreListedAndShown() throws IOException {
    String shown = rest("conversations-show").getBody();
    assertThat(rest("conversations-list").getBody())
        .startsWith("{\"complete\":true,\"cursor\":\"")
        .contains(",\"conversations\":[" + shown.replaceAll(",\"read\":\\{[^}]*\\}", ""));
  }

  @Test
  @Order(4)
  void aTicketThatNobodyIssuedOpensNothing() throws IOException {
    Admission admission = RecordedPlay.read("authorize", Admission.class);
    IamPolicyResponse answer =
        new Authorize(around.environment(), around.clock())
            .handleRequest(admission, around.context());
    assertThat(RecordedPlay.write(answer))
        .contains("\"principalId\":\"nobody\"", "\"Effect\":\"Deny\"", "/live/$connect");
  }

  @Test
  @Order(5)
  void aSocketComes() throws IOException {
    assertThat(
            RecordedPlay.socket(
                around, "connect", new Connect(around.environment(), around.clock())))
        .isEqualTo(200);
  }

  @Test
  @Order(6)
  void aSocketTalks() throws IOException {
    Message handler = new Message(around.environment(), around.clock());
    for (String frame :
        new String[] {
          "watch", "typing", "send", "ping", "edit", "read", "sync", "unsync", "unwatch"
        }) {
      assertThat(RecordedPlay.socket(around, "message-" + frame, handler)).isEqualTo(200);
    }
    assertThat(around.posted())
        .satisfiesExactly(
            entries -> assertThat(entries).contains("\"type\":\"entries\"", "\"complete\":true"),
            ack -> assertThat(ack).contains("\"type\":\"ack\"", "\"seq\":2"),
            pong -> assertThat(pong).contains("\"type\":\"pong\"", "\"requestId\":\"r4\""),
            ack -> assertThat(ack).contains("\"type\":\"ack\"", "\"seq\":3"),
            read -> assertThat(read).contains("\"type\":\"read\"", "\"side\":\"client\""),
            inbox -> assertThat(inbox).contains("\"type\":\"inbox\"", "\"cursor\":"),
            unsynced -> assertThat(unsynced).contains("\"type\":\"unsynced\""),
            unwatched -> assertThat(unwatched).contains("\"type\":\"unwatched\""));
  }

  @Test
  @Order(7)
  void whatWasSaidIsRead() throws IOException {
    assertThat(rest("conversations-read").getBody())
        .contains("\"last\":3", "\"kind\":\"opened\"", "\"text\":\"Добрый вечер!\",\"editedBy\":3");
  }

  @Test
  @Order(8)
  void peopleWithoutASocketWriteToo() throws IOException {
    assertThat(rest("writing-typing").getBody()).isEqualTo("{}");
    assertThat(rest("writing-send").getBody()).contains("\"seq\":4,");
    assertThat(rest("writing-send").getBody()).contains("\"seq\":4,");
    assertThat(rest("writing-edit").getBody()).contains("\"seq\":5,");
    assertThat(rest("writing-read").getBody()).contains("\"side\":\"staff\",\"seq\":3");
  }

  @Test
  @Order(9)
  void inboxesFollowTheLog() throws IOException {
    StreamsEventResponse answer =
        new Project(around.environment(), around.clock())
            .handleRequest(RecordedPlay.read("project", DynamodbEvent.class), around.context());
    assertThat(answer.getBatchItemFailures()).isEmpty();
    assertThat(rest("conversations-list").getBody()).contains("\"last\":{\"seq\":2,");
    assertThat(RecordedPlay.rebuild(around, "rebuild")).isEqualTo("{}");
    assertThat(rest("conversations-list").getBody()).contains("\"last\":{\"seq\":5,");
    assertThat(RecordedPlay.rebuild(around, "rebuild-lapsed"))
        .isEqualTo(
            "{\"batchItemFailures\":"
                + "[{\"itemIdentifier\":\"059f36b4-87a3-44ab-83d2-661975830a7d\"}]}");
  }

  @Test
  @Order(10)
  void aFileIsUploadedSentAndDownloaded() throws IOException {
    APIGatewayV2HTTPResponse prepared = rest("files-prepare");
    assertThat(prepared.getStatusCode()).isEqualTo(201);
    JsonNode form = new ObjectMapper().readTree(prepared.getBody());
    String file = form.path("fileId").asText();
    assertThat(rest("files-send", FILE, file).getBody()).contains("\"code\":\"file_missing\"");

    byte[] content = "%PDF-1.7 Договор".getBytes(StandardCharsets.UTF_8);
    assertThat(Posting.post(form, content).statusCode()).isEqualTo(204);

    assertThat(rest("files-send", FILE, file).getBody()).contains("\"seq\":6,");
    assertThat(rest("files-send", FILE, file).getBody()).contains("\"seq\":6,");
    assertThat(rest("conversations-read").getBody()).contains("\"kind\":\"file\"", "Договор.pdf");

    JsonNode link = new ObjectMapper().readTree(rest("files-link").getBody());
    assertThat(Posting.get(URI.create(link.path("url").asText())).body())
        .isEqualTo("%PDF-1.7 Договор");
  }

  @Test
  @Order(11)
  void theSidesChangeHowTheyStand() throws IOException {
    new StandingsPlay(around).playAll();
  }

  @Test
  @Order(13)
  void whatAPersonWroteIsErased() throws IOException {
    assertThat(rest("erasures-erase").getBody())
        .matches("\\{\"erased\":[1-9][0-9]*,\"complete\":true}");
    assertThat(rest("erasures-erase").getBody()).isEqualTo("{\"erased\":0,\"complete\":true}");
    assertThat(rest("files-link").getBody()).contains("\"code\":\"not_found\"");
    assertThat(rest("conversations-read").getBody())
        .contains("\"erased\":true", "\"kind\":\"erasure\"")
        .doesNotContain("вечер", "Договор");
  }

  @Test
  @Order(12)
  void consultationsAreSoldByCallsAndByFrames() throws IOException {
    RecordedDeals deals = new RecordedDeals(around);
    deals.byCalls();
    deals.byFrames();
    deals.money();
  }

  @Test
  @Order(13)
  void moneyComesInAndLeaves() throws IOException {
    PaymentsPlay.asRecorded(around).playAll();
  }

  @Test
  @Order(12)
  void anArbiterFetchesEvidenceAndTheBooksAreProved() throws IOException {
    new RecordedDeals(around).asRecorded("request offer agree pay close claim resolve");
    EvidencePlay play = new EvidencePlay(around, new AsRecorded(around));
    assertThat(play.fetched().flaws()).isEmpty();
    assertThat(play.audited().path("flaws")).isEmpty();
  }

  @Test
  @Order(12)
  void anAdministratorChangesMembers() throws IOException {
    assertThat(rest("members-grant").getBody()).contains("\"active\":true");
    assertThat(rest("members-link").getBody()).contains("\"card\":\"crm-1042\"");
    assertThat(rest("members-unlink").getBody()).doesNotContain("card");
    assertThat(rest("members-hold").getBody()).contains("\"hold\":");
    assertThat(rest("members-release").getBody()).doesNotContain("hold");
    assertThat(rest("members-revoke").getBody()).contains("\"active\":false");
  }

  @Test
  @Order(13)
  void aSocketGoes() throws IOException {
    Disconnect handler = new Disconnect(around.environment(), around.clock());
    assertThat(RecordedPlay.socket(around, "disconnect", handler)).isEqualTo(200);
    assertThat(RecordedPlay.socket(around, "disconnect", handler)).isEqualTo(200);
  }

  @Test
  @Order(13)
  void timeRunsOut() throws IOException {
    new TimersPlay(around).playAll();
  }

  @Test
  @Order(14)
  void theBooksOfTheDayAreLookedAtAtNight() throws IOException {
    NightPlay.asRecorded(around).everything();
  }

  @Test
  @Order(15)
  void everyRecordedEventWasPlayed() throws IOException {
    try (Stream<Path> files = Files.list(RecordedPlay.EVENTS)) {
      Set<String> recorded =
          files
              .map(file -> file.getFileName().toString().replace(".json", ""))
              .collect(Collectors.toSet());
      assertThat(RecordedPlay.PLAYED).containsExactlyInAnyOrderElementsOf(recorded);
    }
  }

  private static APIGatewayV2HTTPResponse rest(String name) throws IOException {
    return rest(name, "", "");
  }

  private static APIGatewayV2HTTPResponse rest(String name, String recorded, String now)
      throws IOException {
    return RecordedPlay.rest(around, name, recorded, now);
  }
}
