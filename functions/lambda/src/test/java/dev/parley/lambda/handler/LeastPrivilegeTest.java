package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Limits;
import dev.parley.lambda.bucket.Posting;
import dev.parley.lambda.wire.Admission;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every function may do in DynamoDB, S3 and SQS exactly what it does: what the template's policies
 * allow is compared with the calls that were made while everything was played that makes a call.
 */
class LeastPrivilegeTest {
  private static final Path ROOT = Path.of(System.getProperty("parley.root"));

  private static final String PRESET =
      """
      {"id":"legal-portal","name":"P","startPolicy":"STAFF_ANY","origins":[],
       "channels":[{"id":"moscow","name":"M"}],
       "members":[{"id":"vera-orlova","name":"V","roles":["client"]},
                  {"id":"lev-sokolov","name":"L","roles":["specialist"]},
                  {"id":"pavel-zimin","name":"P","roles":["client"]},
                  {"id":"sonya","name":"S","roles":["client"]},
                  {"id":"maria-schetova","name":"M","roles":["accountant"]},
                  {"id":"irina-sudova","name":"I","roles":["administrator","arbiter"]},
                  {"id":"anna","name":"A","roles":["operator"],"channels":["moscow"]}]}\
      """;

  private static final String PAIR =
      ConversationId.between("legal-portal", "vera-orlova", "lev-sokolov").value();

  private Surroundings around;
  private DynamoCalls calls;
  private QueueCalls queueCalls;
  private WatchedFunctions functions;
  private SellingPlay selling;

  @BeforeEach
  void start() throws IOException {
    around = Surroundings.start();
    calls = new DynamoCalls(around.dynamo());
    queueCalls = new QueueCalls(around.queues().endpoint());
    functions = new WatchedFunctions(around, around.clock(), calls, queueCalls);
  }

  @AfterEach
  void stop() {
    calls.close();
    queueCalls.close();
    around.close();
  }

  @Test
  void thePoliciesAllowWhatIsUsedAndNothingElse() throws IOException {
    provision(PRESET);
    String inChannel = overRest();
    onTheSocket();
    onTheSocketOfAnOperator(inChannel);
    writingOverRest();
    handlingFiles();
    projecting();
    selling = new SellingPlay(functions);
    selling.everything();
    assertThat(around.posted())
        .filteredOn(frame -> frame.contains("\"type\":\"receipt\""))
        .hasSize(8);
    showingEvidence();
    new PaymentsPlay(around, functions::answer, this::environment).everything();
    new NightPlay(around, functions::answer, this::environment).everything();
    tryingAgainAfterAges();
    staffWriteFirstToALinkedClient(inChannel);
    changing();
    erasing();
    new TimersPlay(around).callEverything(this::environment);
    assertThat(around.posted()).anyMatch(frame -> frame.contains("\"type\":\"ack\""));
    for (Map<String, Set<String>> others : List.of(around.bucket().used(), queueCalls.used())) {
      others.forEach((function, permissions) -> calls.used().get(function).addAll(permissions));
    }
    Map<String, Set<String>> allowed = Policies.of(ROOT.resolve("template.yaml"), around.names());
    assertThat(calls.used()).as("%s", around.logged()).isEqualTo(allowed);
  }

  private String overRest() throws IOException {
    rest("Workspace", "workspace-me", "vera-orlova", "anna");
    rest("Workspace", "workspace-ticket");
    for (String call : new String[] {"open", "list", "show", "read"}) {
      rest("Conversations", "conversations-" + call);
    }
    String opened =
        rest(
            "Conversations",
            "conversations-open",
            "specialist\\\":\\\"lev-sokolov",
            "channel\\\":\\\"moscow");
    Matcher id = Pattern.compile("\"id\":\"([\\w-]{22})\"").matcher(opened);
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private void onTheSocket() throws IOException {
    new Authorize(environment("Authorize"), around.clock())
        .handleRequest(
            LambdaEventSerializers.serializerFor(Admission.class, getClass().getClassLoader())
                .fromJson(RecordedPlay.event("authorize")),
            around.context());
    play("Connect", RecordedPlay.event("connect").replace("\"epoch\": \"0\"", "\"epoch\": \"7\""));
    play("Connect", RecordedPlay.event("connect"));
    for (String frame :
        new String[] {
          "watch", "send", "typing", "edit", "read", "read", "sync", "unsync", "unwatch", "ping"
        }) {
      play("Message", RecordedPlay.event("message-" + frame));
    }
    play("Disconnect", RecordedPlay.event("disconnect"));
  }

  private void onTheSocketOfAnOperator(String conversation) throws IOException {
    play("Connect", RecordedPlay.event("connect").replace("vera-orlova", "anna"));
    for (String frame : new String[] {"watch", "send", "typing", "sync"}) {
      play(
          "Message",
          RecordedPlay.event("message-" + frame)
              .replace("vera-orlova", "anna")
              .replace("\\\"since", "\\\"channel\\\": \\\"moscow\\\", \\\"since")
              .replace(PAIR, conversation));
    }
    String[] list = {
      "vera-orlova",
      "anna",
      "\"rawQueryString\": \"\"",
      "\"rawQueryString\": \"channel=moscow\", \"queryStringParameters\": {\"channel\": \"moscow\"}"
    };
    rest("Conversations", "conversations-list", list);
    rest("Standings", "standings-list", list);
  }

  private void provision(String preset) throws IOException {
    new Provision(environment("Provision"), around.clock())
        .handleRequest(
            new ByteArrayInputStream(preset.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            around.context());
  }

  private void writingOverRest() throws IOException {
    play("Connect", RecordedPlay.event("connect"));
    play("Message", RecordedPlay.event("message-watch"));
    around.lose("JKJZNcaRvHcCEvg=");
    for (String call : new String[] {"send", "edit", "read", "read", "typing"}) {
      rest("Writing", "writing-" + call);
    }
  }

  private void tryingAgainAfterAges() throws IOException {
    around.lengthen("legal-portal#" + PAIR, Limits.TAIL_ENTRIES + 1);
    rest(
        "Writing",
        "writing-send",
        "2.q8Zt1cAA",
        "2.other1cAA",
        "\\\"after\\\":2",
        "\\\"after\\\":500");
    play("Message", RecordedPlay.event("message-send").replace("1.k3a9x2b7", "1.k3a9x2b8"));
  }

  private void handlingFiles() throws IOException {
    play("Connect", RecordedPlay.event("connect"));
    play("Message", RecordedPlay.event("message-watch"));
    around.bucket().by("Files");
    JsonNode form = new ObjectMapper().readTree(rest("Files", "files-prepare"));
    String file = form.path("fileId").asText();
    String[] sent = {"Zk3vT0cNq1lXw8yPzR5uBA", file};
    assertThat(answer("Files", "files-send", sent).getStatusCode()).isEqualTo(409);
    Posting.post(form, "%PDF-1.7 Договор".getBytes(StandardCharsets.UTF_8));
    String receipt = rest("Files", "files-send", sent);
    String seq = new ObjectMapper().readTree(receipt).path("seq").asText();
    String link = rest("Files", "files-link", "\"seq\": \"6\"", "\"seq\": \"" + seq + "\"");
    URI url = URI.create(new ObjectMapper().readTree(link).path("url").asText());
    assertThat(Posting.get(url).statusCode()).isEqualTo(200);
  }

  private void staffWriteFirstToALinkedClient(String inChannel) throws IOException {
    rest("Members", "members-link", "irina-sudova", "anna", "pavel-zimin", "vera-orlova");
    provision(PRESET.replace("STAFF_ANY", "LINKED_CLIENT"));
    rest(
        "Writing",
        "writing-send",
        PAIR,
        inChannel,
        "vera-orlova",
        "anna",
        ",\\\"replyTo\\\":2",
        "");
    rest("Files", "files-prepare", PAIR, inChannel, "vera-orlova", "anna");
  }

  private void showingEvidence() throws IOException {
    EvidencePlay play =
        new EvidencePlay(
            around,
            new EvidencePlay.Functions() {
              @Override
              public String call(String function, String event, String... replaced)
                  throws IOException {
                return rest(function, event, replaced);
              }

              @Override
              public Map<String, String> environment(String function) {
                return LeastPrivilegeTest.this.environment(function);
              }
            });
    play.ofJudgedAndOfNew("pavel-zimin");
    play.ofARepayment("sonya");
    play.refunded("sonya", "request-3");
    rest("Wallet", "wallet-credit", "vera-orlova", "sonya", "credit-1", "credit-3");
    selling.byFrames(functions, "request-4", "request offer agree pay close accept");
  }

  private void changing() throws IOException {
    for (String call : new String[] {"block", "list", "unblock"}) {
      rest("Standings", "standings-" + call);
    }
    rest("Members", "members-grant", "\\\"channels\\\":[]", "\\\"channels\\\":[\\\"moscow\\\"]");
    play("Connect", RecordedPlay.event("connect").replace("JKJZNcaRvHcCEvg=", "JKJZNcaRvHcCEvh="));
    rest("Members", "members-revoke", "pavel-zimin", "vera-orlova");
  }

  /** Part by part, as often as it takes. */
  private void erasing() throws IOException {
    around.bucket().by("Erasures");
    String next = "";
    do {
      String after = next.isEmpty() ? "true" : "true,\\\"after\\\":\\\"" + next + "\\\"";
      String answer = rest("Erasures", "erasures-erase", "true}", after + "}");
      next = new ObjectMapper().readTree(answer).path("next").asText();
    } while (!next.isEmpty());
  }

  /** An entry later than any, so that it is told; to a socket that is gone and watches nothing. */
  private void projecting() throws IOException {
    play("Connect", RecordedPlay.event("connect"));
    new Project(environment("Project"), around.clock())
        .handleRequest(
            LambdaEventSerializers.serializerFor(DynamodbEvent.class, getClass().getClassLoader())
                .fromJson(RecordedPlay.event("project").replace("e#0000000002", "e#0000009999")),
            around.context());
    play("Connect", RecordedPlay.event("connect"));
    new Rebuild(environment("Rebuild"), around.clock())
        .handleRequest(
            new ByteArrayInputStream(
                RecordedPlay.event("rebuild").getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            around.context());
  }

  private String rest(String function, String event, String... replaced) throws IOException {
    return functions.rest(function, event, replaced);
  }

  private APIGatewayV2HTTPResponse answer(String function, String event, String... replaced)
      throws IOException {
    return functions.answer(function, event, replaced);
  }

  private void play(String function, String event) {
    functions.play(function, event);
  }

  private Map<String, String> environment(String function) {
    return functions.environment(function);
  }
}
