package dev.parley.local;

import static dev.parley.local.EventsCloud.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Everything that a template can ask for reaches its function, through the SDK's own clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {
  private EventsCloud events;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    events = EventsCloud.start(LocalCloud.of(EventsCloud.template(folder)));
  }

  @AfterAll
  void close() {
    events.close();
  }

  private void send(String body, int delaySeconds) {
    events.sqs.sendMessage(
        it -> it.queueUrl(events.output("Jobs")).messageBody(body).delaySeconds(delaySeconds));
  }

  private int move(String json) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI clock = URI.create(events.cloud.servicesEndpoint() + "/_local/clock");
      return client
          .send(
              HttpRequest.newBuilder(clock).POST(BodyPublishers.ofString(json)).build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void aMessageOfAQueueUnlessItIsFilteredOut() {
    send("{\"note\":\"unwanted\"}", 0);
    send("{\"job\":\"sweep\"}", 0);
    events.hears("sweep");
    assertThat(events.heard("unwanted")).isFalse();
  }

  @Test
  void whatBecameDueWhenTheClockWasMovedByARequest() throws Exception {
    send("{\"job\":\"in a quarter of an hour\"}", 900);
    assertThat(move("{\"by\":\"PT14M\"}")).isEqualTo(200);
    assertThat(events.heard("in a quarter")).isFalse();
    assertThat(move("{\"by\":\"PT61M\"}")).isEqualTo(200);
    events.hears("in a quarter of an hour");
    events.hears("{\"tick\":\"20");
  }

  @Test
  void aChangeOfATable() {
    events.dynamo.putItem(
        it ->
            it.tableName(events.output("Notes"))
                .item(Map.of("id", AttributeValue.fromS("a-note"))));
    events.hears("\"NewImage\":{\"id\":{\"S\":\"a-note\"}}");
  }

  @Test
  void aPublicationThatTheFilterWantsAndTheQueueThatMayHaveIt() {
    var kind = MessageAttributeValue.builder().dataType("String").stringValue("article").build();
    events.sns.publish(it -> it.topicArn(events.output("News")).message("dull"));
    events.sns.publish(
        it ->
            it.topicArn(events.output("News"))
                .message("fresh")
                .messageAttributes(Map.of("kind", kind)));
    events.hears("\"Message\":\"fresh\"");
    assertThat(events.heard("\"Message\":\"dull\"")).isFalse();
    List<String> archived =
        List.of(archived(), archived()).stream()
            .map(it -> it.contains("fresh") ? "fresh" : it)
            .map(it -> it.contains("dull") ? "dull" : it)
            .toList();
    assertThat(archived).containsExactlyInAnyOrder("dull", "fresh");
  }

  private String archived() {
    var received =
        events.sqs.receiveMessage(
            it -> it.queueUrl(events.output("Archive")).waitTimeSeconds(20).maxNumberOfMessages(1));
    return received.messages().getFirst().body();
  }

  @Test
  void anInvocationThatWaitsAndOneThatDoesNot() {
    var answer =
        events.lambda.invoke(
            it ->
                it.functionName(events.output("Hear"))
                    .payload(SdkBytes.fromUtf8String("\"directly\"")));
    assertThat(answer.payload().asUtf8String()).isEqualTo("{\"heard\":true}");
    var accepted =
        events.lambda.invoke(
            it ->
                it.functionName(events.output("Hear"))
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String("\"by and by\"")));
    assertThat(accepted.statusCode()).isEqualTo(202);
    events.hears("by and by");
  }

  @Test
  void filesAndMailsAreKeptForTheDeveloperToSee() {
    events.s3.putObject(
        it -> it.bucket(events.output("Files")).key("a/b.txt"), RequestBody.fromString("hello"));
    assertThat(
            events
                .s3
                .getObjectAsBytes(it -> it.bucket(events.output("Files")).key("a/b.txt"))
                .asUtf8String())
        .isEqualTo("hello");
    events.ses.sendEmail(
        it ->
            it.fromEmailAddress("desk@parley.example")
                .destination(to -> to.toAddresses("vera@example.org"))
                .content(
                    content ->
                        content.simple(
                            mail ->
                                mail.subject(text -> text.data("Ответ").charset("UTF-8"))
                                    .body(
                                        body ->
                                            body.text(
                                                text ->
                                                    text.data("Юрист ответил")
                                                        .charset("UTF-8"))))));
    assertThat(events.state()).contains("vera@example.org", "Ответ");
  }

  @Test
  void thePageKnowsOfEverything() {
    eventually("the page", () -> events.state().contains("\"invocations\":"));
    assertThat(events.state())
        .contains(
            "Jobs", "DeadJobs", "Notes", "News", "cron(0 * * * ? *)", "apigatewaymanagementapi");
  }

  @Test
  void theClockGoesOnlyForward() throws Exception {
    assertThat(move("{\"by\":\"-PT1S\"}")).isEqualTo(400);
    assertThat(move("{\"to\":\"2001-01-01T00:00:00Z\"}")).isEqualTo(400);
  }
}
