package dev.parley.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.faults.Fault;
import dev.parley.core.faults.FaultAt;
import dev.parley.core.faults.FaultsContract;
import dev.parley.core.faults.Ground;
import dev.parley.local.dynamo.LocalDynamo;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Every call that a command makes to DynamoDB goes wrong as it does on AWS. */
class EveryDynamoFaultTest extends FaultsContract {
  private static LocalDynamo dynamo;
  private static Engine engine;
  private static int triples;

  @BeforeAll
  static void start() {
    dynamo = LocalDynamo.start(Optional.empty());
    engine = Engine.on(dynamo.client());
  }

  @AfterAll
  static void stop() {
    System.out.printf("Faults of DynamoDB: %,d triples of command, call and fault%n", triples);
    dynamo.close();
  }

  @Override
  protected Ground clean() {
    return on(engine);
  }

  @Override
  protected Ground behind(FaultAt faults) {
    DynamoDbClient faulty = faults.before(DynamoDbClient.class, dynamo.client());
    return on(new Engine(faulty, engine.tables()));
  }

  private static Ground on(Engine engine) {
    return new Ground(engine.conversations(), engine.inboxes(), engine.rooms(), engine.directory());
  }

  @Override
  protected List<? extends Fault> kinds() {
    return List.of(AwsFault.values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send a text",
        "send as operator",
        "edit",
        "read",
        "sync",
        "sync a channel",
        "watch as a newcomer to the room",
        "unwatch",
        "type",
        "open a socket",
        "close a socket",
        "open with a specialist",
        "open with a channel",
        "Block",
        "Revoke",
        "Grant",
        "project",
        "rebuild"
      })
  void whateverGoesWrongNothingIsHalfDoneAndTryingAgainDoesItOnce(String name) {
    int tried = disturb(named(name));
    assertThat(tried).isPositive();
    triples += tried;
  }
}
