package dev.parley.lambda.store;

import dev.parley.core.workspace.Ticket;
import dev.parley.core.workspace.Tickets;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Tickets on DynamoDB: redeeming is one conditional update. */
public final class DynamoTickets implements Tickets {
  private static final String USABLE =
      "expiresAt > :now AND (attribute_not_exists(usedBy) OR usedBy = :connection)";
  private static final String FROM_LISTED_ORIGIN = " AND contains(origins, :origin)";

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoTickets(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public void save(String hash, Ticket ticket) {
    Attributes item =
        Attributes.none()
            .text("hash", hash)
            .number("v", 1)
            .text("workspace", ticket.workspace())
            .text("person", ticket.person())
            .number("epoch", ticket.epoch())
            .texts("origins", ticket.origins())
            .number("expiresAt", ticket.expiresAt().getEpochSecond());
    Calls.write(() -> dynamo.putItem(put -> put.tableName(table).item(item.map())));
  }

  @Override
  public Optional<Ticket> redeem(
      String hash, String connection, Optional<String> origin, Instant now) {
    Attributes values =
        Attributes.none()
            .number(":now", now.getEpochSecond())
            .text(":connection", connection)
            .text(":origin", origin);
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(Attributes.none().text("hash", hash).map())
            .updateExpression("SET usedBy = :connection")
            .conditionExpression(origin.isPresent() ? USABLE + FROM_LISTED_ORIGIN : USABLE)
            .expressionAttributeValues(values.map())
            .returnValues(ReturnValue.ALL_NEW)
            .build();
    return Calls.update(dynamo, request).map(DynamoTickets::read);
  }

  private static Ticket read(Attributes item) {
    return new Ticket(
        item.text("workspace"),
        item.text("person"),
        item.number("epoch"),
        item.texts("origins"),
        Instant.ofEpochSecond(item.number("expiresAt")));
  }
}
