package dev.parley.lambda.store;

import dev.parley.local.dynamo.LocalDynamo;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DynamoDbLocalTest extends StoreSuite {
  private static LocalDynamo dynamo;
  private static Engine engine;

  @BeforeAll
  static void start() {
    dynamo = LocalDynamo.start(Optional.empty());
    engine = Engine.on(dynamo.client());
  }

  @AfterAll
  static void stop() {
    dynamo.close();
  }

  @Override
  protected Engine engine() {
    return engine;
  }
}
