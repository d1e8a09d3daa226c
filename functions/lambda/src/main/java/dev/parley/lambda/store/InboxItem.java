package dev.parley.lambda.store;

import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.InboxOwner;
import dev.parley.core.conversation.InboxRow;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** A row of an inbox as attributes: what the conversation is, and how it stands. */
final class InboxItem {
  private static final String BLOCKED_BY = "blockedBy";

  private InboxItem() {}

  static Attributes key(InboxOwner owner, Conversation conversation) {
    return Attributes.none()
        .text("owner", Keys.inbox(owner))
        .text("conversation", conversation.id().value());
  }

  static InboxRow read(Attributes row, InboxOwner owner) {
    ConversationId id = new ConversationId(owner.workspace(), row.text("conversation"));
    return new InboxRow(
        ConversationItem.read(row, id), StandingItem.read(row.optionalText(BLOCKED_BY)));
  }

  /** Touches this one attribute and leaves whatever else the row has to whoever wrote it. */
  static Update.Builder mark(Commit.Mark mark) {
    Update.Builder update =
        Update.builder()
            .key(key(mark.owner(), mark.conversation()).map())
            .conditionExpression("attribute_exists(conversation)")
            .expressionAttributeNames(Map.of("#b", BLOCKED_BY));
    return StandingItem.write(mark.standing())
        .map(
            letters ->
                update
                    .updateExpression("SET #b = :b")
                    .expressionAttributeValues(Attributes.none().text(":b", letters).map()))
        .orElseGet(() -> update.updateExpression("REMOVE #b"));
  }
}
