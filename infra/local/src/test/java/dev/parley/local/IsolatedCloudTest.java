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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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
