package dev.parley.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.money.Money;
import dev.parley.core.payment.Change;
import dev.parley.core.payment.Desk;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.PaymentStore;
import dev.parley.core.payment.Stage;
import dev.parley.core.payment.Stray;
import dev.parley.local.dynamo.LocalDynamo;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** An index that lags, as those of DynamoDB Local never do, shows nobody what has left a desk. */
class StaleDeskTest {
  private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void aPageIsFilledUpForWhatLeavesWhileItIsRead() {
    try (LocalDynamo dynamo = LocalDynamo.start(Optional.empty())) {
      Engine engine = Engine.on(dynamo.client());
      List<Payment> all = new ArrayList<>();
      for (int n = 0; n < 6; n++) {
        all.add(payment(n, 1, new Stray.Kept("pay", Optional.empty(), Stray.Why.PAID_BEFORE, AT)));
        commit(engine.payments(), all.getLast());
      }
      Queue<Runnable> meanwhile = new ArrayDeque<>();
      for (int gone : new int[] {0, 1, 3}) {
        Payment after = payment(gone, 2, new Stray.Gone("pay", AT));
        meanwhile.add(() -> commit(engine.payments(), after));
      }
      Lagging lagging = new Lagging(dynamo.client(), meanwhile);
      PaymentStore store = new Engine(lagging, engine.tables()).payments();

      assertThat(store.on("w", Desk.UNMATCHED, Optional.empty(), 3))
          .containsExactly(all.get(2), all.get(4), all.get(5));
      assertThat(meanwhile).isEmpty();
      assertThat(store.on("w", Desk.UNMATCHED, Optional.empty(), 4)).hasSize(3);
    }
  }

  private static Payment payment(int n, long version, Stage stage) {
    PaymentId id = PaymentId.external("w", "pay" + n);
    Money amount = new Money(7, Currency.getInstance("RUB"));
    return new Payment(id, Optional.empty(), amount, AT.plusMillis(n), version, stage, List.of());
  }

  private static void commit(PaymentStore store, Payment payment) {
    assertThat(store.commit(new Change(List.of(payment), Optional.empty()))).isTrue();
  }

  /** Something happens between an answer of an index and the look at what it has found. */
  private record Lagging(DynamoDbClient dynamo, Queue<Runnable> meanwhile)
      implements DynamoDbClient {
    @Override
    public QueryResponse query(QueryRequest request) {
      QueryResponse answer = dynamo.query(request);
      while (!meanwhile.isEmpty()) {
        meanwhile.remove().run();
      }
      return answer;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      return dynamo.batchGetItem(request);
    }

    @Override
    public String serviceName() {
      return dynamo.serviceName();
    }

    @Override
    public void close() {}
  }
}
