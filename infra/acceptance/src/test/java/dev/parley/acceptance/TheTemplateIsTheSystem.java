package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A change of template.yaml alone, with no code built anew, changes what runs. */
class TheTemplateIsTheSystem {
  private static final String JAR = "functions/lambda/target/parley.jar";

  // The template names its jar relative to itself, so the copies stand where a jar does, too.
  @TempDir static Path folder;

  @BeforeAll
  static void copyTheJar() throws IOException {
    Path copy = folder.resolve(JAR);
    Files.createDirectories(copy.getParent());
    Files.copy(Repository.ROOT.resolve(JAR), copy);
  }

  /** The repository's template, changed; a text that is to be replaced must be there. */
  private record Changed(String text) {
    static Changed template() {
      return new Changed(Repository.read(Repository.ROOT.resolve("template.yaml")));
    }

    Changed with(String old, String other) {
      assertThat(text).contains(old);
      return new Changed(text.replace(old, other));
    }

    Path written() {
      try {
        return Files.writeString(Files.createTempFile(folder, "template", ".yaml"), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    OwnCloud running() {
      return OwnCloud.of(written());
    }
  }

  @Test
  void aRenamedPathIsServedInsteadOfTheOldOneAndARemovedOneIsGone() {
    Changed changed =
        Changed.template()
            .with("Path: /me}", "Path: /whoami}")
            .with(
                """
                    IssueTicket:
                      Type: HttpApi
                      Properties: {ApiId: !Ref Http, Method: POST, Path: /socket-tickets}
                """
                    .indent(4),
                "");
    try (OwnCloud own = changed.running()) {
      ParleyClient vera = own.device("vera-orlova");
      assertNotRouted(vera.call("GET", "/me", Optional.empty()));
      assertNotRouted(vera.post("/socket-tickets", Json.object()));
      assertThat(own.log("Workspace")).isEmpty();

      // The function was not written for it: it answers, and its log says what is wrong.
      Response answer = vera.call("GET", "/whoami", Optional.empty());
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.contentType()).isEqualTo("application/problem+json");
      assertThat(answer.code()).isEqualTo("not_found");
      assertThat(own.log("Workspace"))
          .containsExactly("[ERROR] GET /whoami is no route of this function");
    }
  }

  @Test
  void anActionWithoutARouteIsForbiddenByTheGateway() throws InterruptedException {
    try (OwnCloud own = Changed.template().with("$default: {", "send: {").running()) {
      ParleyClient vera = own.device("vera-orlova");
      String conversation = vera.openWithSpecialist("lev-sokolov").path("id").asText();
      try (ChatSocket socket = vera.connect()) {
        for (ObjectNode frame :
            List.of(Json.object().put("action", "ping"), Json.object().put("a", "send"))) {
          socket.post(frame.toString());
        }
        socket.await(frame -> forbidden(socket.frames()).size() == 2, "two refusals");
        assertThat(forbidden(socket.frames()))
            .allSatisfy(
                frame -> {
                  assertThat(frame.path("connectionId").asText()).endsWith("=");
                  assertThat(frame.path("requestId").asText()).isNotEmpty();
                });
        assertThat(own.log("Message")).isEmpty();

        assertThat(socket.send(conversation, "Добрый день").path("seq").asLong()).isEqualTo(2);
        assertThat(own.awaitLog("Message")).isEqualTo("[INFO] frame ok");
      }
    }
  }

  @Test
  void aRenamedFunctionAndItsSocketsRenamedStageAreWhatRuns() throws InterruptedException {
    Changed changed =
        Changed.template()
            .with("\n  Message:\n", "\n  Frames:\n")
            .with("!Ref Message", "!Ref Frames")
            .with("${Message}", "${Frames}")
            .with("StageName: live", "StageName: salon")
            .with(".amazonaws.com/live'", ".amazonaws.com/salon'");
    try (OwnCloud own = changed.running()) {
      ParleyClient vera = own.device("vera-orlova");
      String url = own.cloud().outputs().get("SocketUrl");
      assertThat(url).endsWith("/salon");
      try (ChatSocket socket = vera.connect()) {
        assertThat(socket.ping().path("type").asText()).isEqualTo("pong");
      }
      assertThat(own.awaitLog("Frames")).isEqualTo("[INFO] frame ok");
      assertThat(own.log("Message")).isEmpty();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> own.cloud().invoke("Message", new byte[0]))
          .withMessageContaining("Frames");

      String query = "?ticket=" + vera.ticket().path("ticket").asText();
      URI old = URI.create(url.replace("/salon", "/live") + query);
      assertThatThrownBy(() -> vera.connect(old, Optional.empty()))
          .isInstanceOfSatisfying(Refused.class, it -> assertThat(it.status()).isEqualTo(403));
    }
  }

  @Test
  void aRenamedTableIsTheOneThatIsUsed() {
    Changed changed =
        Changed.template()
            .with("\n  ConversationLogs:\n", "\n  SaidThings:\n")
            .with("!Ref ConversationLogs", "!Ref SaidThings")
            .with("!GetAtt ConversationLogs.", "!GetAtt SaidThings.");
    try (OwnCloud own = changed.running();
        DynamoDbClient tables = tables(own)) {
      ParleyClient vera = own.device("vera-orlova");
      String conversation = vera.openWithSpecialist("lev-sokolov").path("id").asText();
      assertThat(vera.entries(conversation, 100)).hasSize(1);
      List<String> names = tables.listTables().tableNames();
      assertThat(names).hasSize(9).noneMatch(name -> name.contains("ConversationLogs"));
      String said =
          names.stream().filter(name -> name.contains("SaidThings")).findFirst().orElseThrow();
      assertThat(tables.scan(it -> it.tableName(said)).items()).isNotEmpty();
    }
  }

  @Test
  void aPropertyThatIsNotUnderstoodStopsTheStartAndIsNamed() {
    Path misspelt =
        Changed.template()
            .with(
                "      Handler: dev.parley.lambda.handler.Message\n",
                "      Handler: dev.parley.lambda.handler.Message\n      Timeuot: 20\n")
            .with("KeyType: RANGE", "KeyKind: RANGE")
            .written();
    assertThatThrownBy(() -> OwnCloud.of(misspelt))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("Resources.Message.Properties.Timeuot is not understood")
        .hasMessageContaining("Resources.Inbox.Properties.KeySchema[1].KeyKind is not understood");
  }

  /** The gateway's own answer, not a function's. */
  private static void assertNotRouted(Response answer) {
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo(Json.object().put("message", "Not Found"));
  }

  private static List<JsonNode> forbidden(List<JsonNode> frames) {
    return frames.stream()
        .filter(frame -> frame.path("message").asText().equals("Forbidden"))
        .toList();
  }

  private static DynamoDbClient tables(OwnCloud own) {
    return DynamoDbClient.builder()
        .endpointOverride(own.cloud().dynamoEndpoint())
        .region(Region.US_EAST_1)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
