package dev.parley.lambda.store;

import dev.parley.core.workspace.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Counts in the table of tokens: an item for every window, one conditional update each time. */
public final class DynamoQuota implements Quota {
  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoQuota(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /** A call that is made again because its answer was lost may take two: never too many. */
  @Override
  public Optional<Duration> take(String what, int atMost, Duration length, Instant now) {
    Window window = Window.around(now, length);
    Attributes values =
        Attributes.none()
            .number(":one", 1)
            .number(":most", atMost)
            .number(":end", window.end().getEpochSecond());
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(Attributes.none().text("hash", Keys.counter(what, window)).map())
            .updateExpression("ADD taken :one SET expiresAt = :end, v = :one")
            .conditionExpression("attribute_not_exists(taken) OR taken < :most")
            .expressionAttributeValues(values.map())
            .build();
    boolean taken = Calls.writeIf(() -> dynamo.updateItem(request));
    return taken ? Optional.empty() : Optional.of(window.rest(now));
  }
}
