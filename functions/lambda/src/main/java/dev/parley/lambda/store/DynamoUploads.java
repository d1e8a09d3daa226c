package dev.parley.lambda.store;

import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.FileDescription;
import dev.parley.core.conversation.UploadPermit;
import dev.parley.core.conversation.Uploads;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Permits to upload in the table of tokens. */
public final class DynamoUploads implements Uploads {
  private static final String USABLE =
      "expiresAt > :now AND conversation = :conversation AND person = :person"
          + " AND (attribute_not_exists(usedBy) OR usedBy = :message)";

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoUploads(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public void save(String hash, UploadPermit permit) {
    Attributes item =
        Attributes.none()
            .text("hash", hash)
            .number("v", 1)
            .text("conversation", Keys.conversation(permit.conversation()))
            .text("person", permit.person())
            .text("name", permit.file().name())
            .text("type", permit.file().type())
            .number("bytes", permit.file().bytes())
            .text("sha256", permit.file().sha256())
            .number("expiresAt", permit.expiresAt().getEpochSecond());
    Calls.write(() -> dynamo.putItem(put -> put.tableName(table).item(item.map())));
  }

  @Override
  public Optional<UploadPermit> redeem(
      String hash,
      ConversationId conversation,
      String person,
      ClientMessageId message,
      Instant now) {
    Attributes values =
        Attributes.none()
            .number(":now", now.getEpochSecond())
            .text(":conversation", Keys.conversation(conversation))
            .text(":person", person)
            .text(":message", message.text());
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(Attributes.none().text("hash", hash).map())
            .updateExpression("SET usedBy = :message")
            .conditionExpression(USABLE)
            .expressionAttributeValues(values.map())
            .returnValues(ReturnValue.ALL_NEW)
            .build();
    return Calls.update(dynamo, request).map(item -> read(item, conversation, person));
  }

  private static UploadPermit read(Attributes item, ConversationId conversation, String person) {
    return new UploadPermit(
        conversation,
        person,
        new FileDescription(
            item.text("name"), item.text("type"), item.number("bytes"), item.text("sha256")),
        Instant.ofEpochSecond(item.number("expiresAt")));
  }
}
