package dev.parley.lambda.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.template.Addresses;
import dev.parley.local.template.Template;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class PrimingTest {
  private static final Path TEMPLATE = Path.of(System.getProperty("parley.root"), "template.yaml");

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
  }

  @Test
  void primingChangesNothing() {
    try (LocalDynamo dynamo = LocalDynamo.start(Optional.empty())) {
      Map<String, String> tables = LocalDynamo.createTablesOf(TEMPLATE, Map.of(), dynamo.client());
      new Priming(app(dynamo.endpoint())).beforeCheckpoint(null);
      assertThat(itemsIn(dynamo.client(), List.copyOf(tables.values()))).isZero();
    }
  }

  @Test
  void aNetworkThatIsDownDoesNotKeepAVersionFromBeingPublished() {
    Priming priming = new Priming(app(URI.create("http://127.0.0.1:1")));
    assertThatCode(() -> priming.beforeCheckpoint(null)).doesNotThrowAnyException();
  }

  private static App app(URI dynamo) {
    Map<String, String> environment =
        new HashMap<>(
            Template.read(TEMPLATE)
                .resolve(Map.of(), Addresses.none())
                .functions()
                .getFirst()
                .environment());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.toString());
    return App.of(environment, InstantSource.system());
  }

  private static long itemsIn(DynamoDbClient dynamo, List<String> tables) {
    return tables.stream()
        .mapToLong(table -> dynamo.scan(scan -> scan.tableName(table)).count())
        .sum();
  }
}
