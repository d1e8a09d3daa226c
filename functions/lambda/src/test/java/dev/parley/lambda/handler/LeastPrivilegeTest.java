package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
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
                  {"id":"irina-sudova","name":"I","roles":["administrator"]},
                  {"id":"anna","name":"A","roles":["operator"],"channels":["moscow"]}]}\
      """;
  private static final String PAIR =
      ConversationId.between("legal-portal", "vera-orlova", "lev-sokolov").value();

  private Surroundings around;
  private DynamoCalls calls;
  private QueueCalls queueCalls;

  @BeforeEach
  void start() throws IOException {
    around = Surroundings.start();
    calls = new DynamoCalls(around.dynamo());
    queueCalls = new QueueCalls(around.queues().endpoint());
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
    tryingAgainAfterAges();
    staffWriteFirstToALinkedClient(inChannel);
    changing();
    erasing();
    new TimersPlay(around).callEverything(this::environment);

    assertThat(around.posted()).anyMatch(frame -> frame.contains("\"type\":\"ack\""));
    for (Map<String, Set<String>> others : List.of(around.bucket().used(), queueCalls.used())) {
      others.forEach((function, permissions) -> calls.used().get(function).addAll(permissions));
    }
    Map<String, String> names = new HashMap<>(around.tables());
    names.putAll(Map.of("TimerQueue", "timers", "PayoutQueue", "payouts"));
    Map<String, Set<String>> allowed = Policies.of(ROOT.resolve("template.yaml"), names);
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
    for (String frame : new String[] {"watch", "send", "typing"}) {
      play(
          "Message",
          RecordedPlay.event("message-" + frame)
              .replace("vera-orlova", "anna")
              .replace(PAIR, conversation));
    }
    play(
        "Message",
        RecordedPlay.event("message-sync")
            .replace("vera-orlova", "anna")
            .replace("1795255140000\\\"", "1795255140000\\\", \\\"channel\\\": \\\"moscow\\\""));
    String[] ofChannel = {
      "vera-orlova",
      "anna",
      "\"headers\"",
      "\"queryStringParameters\":{\"channel\":\"moscow\"},\"headers\""
    };
    rest("Conversations", "conversations-list", ofChannel);
    rest("Standings", "standings-list", ofChannel);
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

  private void projecting() throws IOException {
    new Project(environment("Project"), around.clock())
        .handleRequest(
            LambdaEventSerializers.serializerFor(DynamodbEvent.class, getClass().getClassLoader())
                .fromJson(RecordedPlay.event("project")),
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
    APIGatewayV2HTTPResponse answer = answer(function, event, replaced);
    assertThat(answer.getStatusCode()).as(event).isBetween(200, 201);
    return answer.getBody();
  }

  private APIGatewayV2HTTPResponse answer(String function, String event, String... replaced)
      throws IOException {
    String json = RecordedPlay.event(event);
    for (int i = 0; i < replaced.length; i += 2) {
      json = json.replace(replaced[i], replaced[i + 1]);
    }
    return RestHandlers.ALL
        .get(function)
        .apply(environment(function), around.clock())
        .handleRequest(
            LambdaEventSerializers.serializerFor(
                    APIGatewayV2HTTPEvent.class, getClass().getClassLoader())
                .fromJson(json),
            around.context());
  }

  private void play(String function, String event) {
    BiFunction<
            Map<String, String>,
            InstantSource,
            RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse>>
        handler =
            switch (function) {
              case "Connect" -> Connect::new;
              case "Disconnect" -> Disconnect::new;
              default -> Message::new;
            };
    handler
        .apply(environment(function), around.clock())
        .handleRequest(
            LambdaEventSerializers.serializerFor(
                    APIGatewayV2WebSocketEvent.class, getClass().getClassLoader())
                .fromJson(event),
            around.context());
  }

  private Map<String, String> environment(String function) {
    Map<String, String> environment = new HashMap<>(around.environment());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", calls.endpointOf(function));
    environment.put("AWS_ENDPOINT_URL_SQS", queueCalls.endpointOf(function));
    return environment;
  }
}
