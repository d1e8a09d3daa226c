package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stream shows of a log is what lists show. */
class ProjectTest {
  private Surroundings around;

  @BeforeEach
  void start() throws IOException {
    around = Surroundings.start();
    new Provision(around.environment(), around.clock())
        .handleRequest(
            new ByteArrayInputStream(
                RecordedPlay.event("provision").getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            around.context());
    assertThat(rest("conversations-open")).contains("\"specialist\"");
  }

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void ofSeveralRecordsOfALogTheNewestCountsInWhateverOrderTheyStand() throws IOException {
    String second = record();
    String third = second.replace("e#0000000002", "e#0000000003").replace("Добрый день!", "Еще");
    project(second, third, second);
    assertThat(rest("conversations-list")).contains("\"last\":{\"seq\":3,", "Еще");
    project(second);
    assertThat(rest("conversations-list")).contains("\"last\":{\"seq\":3,", "Еще");
  }

  @Test
  void anEntryOfAKindThatIsNotKnownIsProjectedWithoutAPreview() throws IOException {
    project(record());
    assertThat(rest("conversations-list")).contains("\"last\":{\"seq\":2,", "Добрый день!");
    project(
        record()
            .replace("e#0000000002", "e#0000000003")
            .replace(
                "\"t\": {",
                "\"k\": {\"S\": \"hologram\"}, \"x\": {\"NS\": [\"1\"]}, \"y\": {\"NULL\": true},"
                    + " \"z\": {"));
    assertThat(rest("conversations-list"))
        .contains("\"last\":{\"seq\":3,", "\"kind\":\"hologram\"")
        .doesNotContain("Добрый день!");
  }

  private static String record() throws IOException {
    String event = RecordedPlay.event("project");
    return event.substring(event.indexOf('[') + 1, event.lastIndexOf(']'));
  }

  private void project(String... records) {
    String event = Arrays.stream(records).collect(Collectors.joining(",", "{\"Records\": [", "]}"));
    DynamodbEvent read =
        LambdaEventSerializers.serializerFor(DynamodbEvent.class, getClass().getClassLoader())
            .fromJson(event);
    assertThat(
            new Project(around.environment(), around.clock())
                .handleRequest(read, around.context())
                .getBatchItemFailures())
        .isEmpty();
  }

  private String rest(String name) throws IOException {
    APIGatewayV2HTTPEvent event = RecordedPlay.read(name, APIGatewayV2HTTPEvent.class);
    return new Conversations(around.environment(), around.clock())
        .handleRequest(event, around.context())
        .getBody();
  }
}
