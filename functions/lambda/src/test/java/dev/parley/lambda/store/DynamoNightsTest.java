package dev.parley.lambda.store;

import dev.parley.core.finance.NightStore;
import dev.parley.core.finance.NightsContract;
import dev.parley.local.dynamo.LocalDynamo;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** What nights find on DynamoDB Local. */
class DynamoNightsTest {
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

  @Nested
  class IsKept extends NightsContract {
    @Override
    protected NightStore store() {
      return engine.nights();
    }
  }

  @Nested
  class IsKeptWhenPagesAreSmall extends NightsContract {
    @Override
    protected NightStore store() {
      return engine.withSmallPages().nights();
    }
  }
}
