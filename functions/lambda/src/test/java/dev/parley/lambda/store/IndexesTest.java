package dev.parley.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.dynamo.LocalDynamo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Our prices of index writes are those of DynamoDB Local, which is right for single puts. */
class IndexesTest {
  @Test
  void whatAppearsGoesOrMovesInAnIndexCostsWhatTheEngineSays() {
    try (LocalDynamo dynamo = LocalDynamo.start(Optional.empty())) {
      Engine engine = Engine.on(dynamo.client());
      Indexes indexes = engine.indexes();
      Meter meter = new Meter(dynamo.client(), indexes);
      String table = engine.tables().get("ConsultationOrders");
      List<Integer> ours = new ArrayList<>();
      Map<String, AttributeValue> before = Map.of();
      for (Attributes item :
          List.of(
              live().number("sh", 3).number("wa", 10),
              live().number("sh", 3).number("wa", 12).number("other", 1),
              live().number("sh", 3).number("wa", 12).number("other", 2),
              live().number("sh", 3).number("wa", 14).text("w", "w").number("ca", 5),
              live().number("sh", 3).text("w", "w").number("ca", 5),
              key())) {
        Map<String, AttributeValue> after = item.map();
        int price = indexes.writes(table, before, after);
        Meter.Cost cost = meter.of(() -> meter.putItem(put -> put.tableName(table).item(after)));
        assertThat(cost.written()).as(after.toString()).isEqualTo(1 + price);
        ours.add(price);
        before = after;
      }
      assertThat(ours).containsExactly(3, 2, 0, 3, 1, 3);
    }
  }

  private static Attributes key() {
    return Attributes.none().text("o", "w#one").text("sk", "o");
  }

  private static Attributes live() {
    return key().text("cl", "w#vera").text("sp", "w#lev");
  }
}
