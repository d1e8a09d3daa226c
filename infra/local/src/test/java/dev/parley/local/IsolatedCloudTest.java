package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.function.Answer;
import dev.parley.local.function.FunctionException;
import dev.parley.local.sample.SampleJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A template whose functions run in processes of their own. */
@EnabledOnOs(OS.LINUX)
class IsolatedCloudTest {
  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Parameters: {Marker: {Type: String, Default: none}}
      Resources:
        Alone:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java25
            Handler: dev.parley.local.sample.Alone
            CodeUri: sample.jar
            Environment: {Variables: {NOTES: !Ref Notes, REFUSE_WHEN: !Ref Marker}}
        Notes:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
      Outputs: {Table: {Value: !Ref Notes}}
      """;

  private static final String WITH_EVENTS =
      """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Fetch:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java25
            Handler: dev.parley.local.sample.Fetch
            CodeUri: sample.jar
            Events:
              Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}
              Notes:
                Type: DynamoDB
                Properties: {Stream: !GetAtt Notes.StreamArn, StartingPosition: LATEST}
              Once:
                Type: ScheduleV2
                Properties: {ScheduleExpression: rate(1 minute)}
        Jobs: {Type: AWS::SQS::Queue}
        Notes:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
            StreamSpecification: {StreamViewType: NEW_IMAGE}
      Outputs: {Table: {Value: !Ref Notes}, Jobs: {Value: !Ref Jobs}}
      """;

  @TempDir Path folder;
  private Path template;

  @BeforeEach
  void write() throws IOException {
    SampleJar.in(folder);
    template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
  }

  private static JsonNode environment(LocalCloud cloud) throws IOException {
    byte[] event = "{\"do\":\"environment\"}".getBytes(StandardCharsets.UTF_8);
    Answer answer = cloud.invoke("Alone", event);
    assertThat(answer).isInstanceOf(Answer.Returned.class);
    return new ObjectMapper().readTree(((Answer.Returned) answer).json());
  }

  private static Set<Long> processes() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  @Test
  void aProcessIsToldWhereItsTablesAre() throws IOException {
    try (LocalCloud cloud = LocalCloud.of(template).isolated().start()) {
      JsonNode seen = environment(cloud);
      assertThat(seen.path("NOTES").asText()).isEqualTo(cloud.outputs().get("Table"));
      assertThat(seen.path("AWS_ENDPOINT_URL_DYNAMODB").asText())
          .isEqualTo(cloud.dynamoEndpoint().toString());
      assertThat(seen.path("AWS_ACCESS_KEY_ID").asText()).isNotEmpty();
      assertThat(seen.has("PATH")).isFalse();
      assertThat(seen.path("pid").asLong()).isNotEqualTo(ProcessHandle.current().pid());
    }
  }

  @Test
  void whatInvokesFunctionsByItselfInvokesProcessesToo() throws IOException {
    Files.writeString(template, WITH_EVENTS);
    var log = new ConcurrentLinkedQueue<LogLine>();
    try (LocalCloud cloud = LocalCloud.of(template).isolated().log(log::add).start();
        DynamoDbClient tables =
            DynamoDbClient.builder()
                .endpointOverride(cloud.dynamoEndpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        SqsClient queues =
            SqsClient.builder()
                .endpointOverride(cloud.queuesEndpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
      // The schedule's first firing is at its creation.
      until(log, 1);
      queues.sendMessage(it -> it.queueUrl(cloud.outputs().get("Jobs")).messageBody("m"));
      until(log, 2);
      tables.putItem(
          it ->
              it.tableName(cloud.outputs().get("Table"))
                  .item(Map.of("id", AttributeValue.fromS("1"))));
      until(log, 3);
    }
  }

  private static void until(Queue<LogLine> log, int invocations) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (invocations(log) < invocations && System.nanoTime() < deadline) {
      Thread.yield();
    }
    assertThat(invocations(log)).as("%s", log).isGreaterThanOrEqualTo(invocations);
  }

  private static long invocations(Queue<LogLine> log) {
    return log.stream().filter(it -> it.text().contains("at start 400, now 400")).count();
  }

  @Test
  void theClockCannotBeMoved() {
    try (LocalCloud cloud = LocalCloud.of(template).isolated().start()) {
      assertThatThrownBy(() -> cloud.clock().advance(Duration.ofSeconds(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("isolated functions read the system's time");
    }
  }

  @Test
  void nothingRunsOnAfterClosingNorAfterAStartThatFailed() throws IOException {
    Set<Long> before = processes();
    LocalCloud cloud = LocalCloud.of(template).isolated().start();
    assertThat(processes()).hasSizeGreaterThan(before.size());
    cloud.close();
    assertThat(processes()).isEqualTo(before);
    assertThatThrownBy(
            () -> LocalCloud.of(template).parameter("Marker", folder.toString()).isolated().start())
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("function Alone cannot start: ");
    assertThat(processes()).isEqualTo(before);
  }
}
