package dev.parley.local.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.sample.ClassPath;
import dev.parley.local.template.TableResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class LocalDynamoTest {
  private static final String TEMPLATE =
      """
      Resources:
        Notes:
          Type: AWS::DynamoDB::Table
          Properties:
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions:
              - {AttributeName: id, AttributeType: S}
              - {AttributeName: at, AttributeType: N}
              - {AttributeName: author, AttributeType: S}
            KeySchema:
              - {AttributeName: id, KeyType: HASH}
              - {AttributeName: at, KeyType: RANGE}
            GlobalSecondaryIndexes:
              - IndexName: byAuthor
                KeySchema: [{AttributeName: author, KeyType: HASH}]
                Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [title]}
            LocalSecondaryIndexes:
              - IndexName: within
                KeySchema:
                  - {AttributeName: id, KeyType: HASH}
                  - {AttributeName: author, KeyType: RANGE}
                Projection: {ProjectionType: KEYS_ONLY}
            StreamSpecification: {StreamViewType: NEW_IMAGE}
            TimeToLiveSpecification: {AttributeName: expiresAt, Enabled: true}
      """;
  @TempDir Path folder;

  private Path template(String yaml) throws IOException {
    return Files.writeString(folder.resolve("template.yaml"), yaml);
  }

  private static Map<String, AttributeValue> note() {
    return Map.of("id", AttributeValue.fromS("1"), "at", AttributeValue.fromN("7"));
  }

  @Test
  void aTableIsMadeAsTheTemplateSays() throws IOException {
    try (LocalDynamo dynamo = LocalDynamo.start(Optional.empty())) {
      String name =
          LocalDynamo.createTablesOf(template(TEMPLATE), Map.of(), dynamo.client()).get("Notes");
      var table = dynamo.client().describeTable(it -> it.tableName(name)).table();
      assertThat(table.keySchema())
          .extracting(KeySchemaElement::attributeName)
          .containsExactly("id", "at");
      assertThat(table.globalSecondaryIndexes())
          .singleElement()
          .satisfies(it -> assertThat(it.indexName()).isEqualTo("byAuthor"))
          .satisfies(it -> assertThat(it.projection().nonKeyAttributes()).containsExactly("title"));
      assertThat(table.localSecondaryIndexes())
          .singleElement()
          .satisfies(it -> assertThat(it.indexName()).isEqualTo("within"));
      assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
      var ttl = dynamo.client().describeTimeToLive(it -> it.tableName(name));
      assertThat(ttl.timeToLiveDescription().attributeName()).isEqualTo("expiresAt");
      assertThat(ttl.timeToLiveDescription().timeToLiveStatus())
          .isEqualTo(TimeToLiveStatus.ENABLED);
      assertThat(dynamo.endpoint()).hasHost("127.0.0.1");
    }
  }

  @Test
  void aDataFolderKeepsItemsFromStartToStart() throws IOException {
    Path template = template(TEMPLATE);
    Optional<Path> data = Optional.of(folder.resolve("data"));
    String name;
    try (LocalDynamo dynamo = LocalDynamo.start(data)) {
      name = LocalDynamo.createTablesOf(template, Map.of(), dynamo.client()).get("Notes");
      dynamo.client().putItem(it -> it.tableName(name).item(note()));
    }
    try (LocalDynamo dynamo = LocalDynamo.start(data)) {
      assertThat(LocalDynamo.createTablesOf(template, Map.of(), dynamo.client()))
          .containsEntry("Notes", name);
      assertThat(dynamo.client().getItem(it -> it.tableName(name).key(note())).item())
          .isEqualTo(note());
    }
  }

  @Test
  void aTableWhoseKeysChangedIsRefused() throws IOException {
    Optional<Path> data = Optional.of(folder.resolve("data"));
    try (LocalDynamo dynamo = LocalDynamo.start(data)) {
      LocalDynamo.createTablesOf(template(TEMPLATE), Map.of(), dynamo.client());
    }
    try (LocalDynamo dynamo = LocalDynamo.start(data)) {
      Path changed = template(TEMPLATE.replace("AttributeName: at,", "AttributeName: when,"));
      assertThatThrownBy(() -> LocalDynamo.createTablesOf(changed, Map.of(), dynamo.client()))
          .isInstanceOf(DynamoException.class)
          .hasMessageContaining("table Notes (")
          .hasMessageContaining("is there with other keys")
          .hasMessageContaining("when:RANGE");
    }
  }

  @Test
  void withoutADataFolderNothingIsKept() {
    for (int i = 0; i < 2; i++) {
      try (LocalDynamo dynamo = LocalDynamo.start(Optional.empty())) {
        assertThat(dynamo.client().listTables().tableNames()).isEmpty();
        dynamo.create(
            List.of(
                new TableResource(
                    "Notes",
                    "some-notes",
                    Map.of("id", "S"),
                    new TableResource.Key("id", Optional.empty()),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty())));
        assertThat(dynamo.client().listTables().tableNames()).containsExactly("some-notes");
      }
    }
  }

  @Test
  void aTakenPortIsRefused() {
    try (LocalDynamo dynamo = LocalDynamo.start(Optional.empty())) {
      int taken = dynamo.endpoint().getPort();
      assertThatThrownBy(() -> LocalDynamo.start(Optional.empty(), taken))
          .isInstanceOf(DynamoException.class)
          .hasMessageContaining("cannot listen on port " + taken);
    }
  }

  @Test
  void closingTwiceDoesNothing() {
    LocalDynamo dynamo = LocalDynamo.start(Optional.empty());
    dynamo.close();
    dynamo.close();
  }

  @Test
  void startingSaysNothing() throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                ClassPath.text(),
                StartAndStop.class.getName(),
                template(TEMPLATE).toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      // How long that may take is JUnit's limit: a busy machine needs a minute.
      process.waitFor();
      assertThat(output).hasContent("");
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Starts, uses and stops DynamoDB in a process of its own. */
  static final class StartAndStop {
    private StartAndStop() {}

    public static void main(String[] arguments) {
      try (LocalDynamo dynamo = LocalDynamo.start(Optional.empty())) {
        var names =
            LocalDynamo.createTablesOf(
                Path.of(List.of(arguments).getFirst()), Map.of(), dynamo.client());
        dynamo.client().putItem(it -> it.tableName(names.get("Notes")).item(note()));
      }
    }
  }
}
