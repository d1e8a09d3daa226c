package dev.parley.lambda.store;

import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Counterpart;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What a conversation is, as attributes: of its {@code ~meta} item and of its inbox rows. */
final class ConversationItem {
  private static final String CLIENT = "client";
  private static final String SPECIALIST = "specialist";
  private static final String CHANNEL = "channel";
  private static final String WORKSPACE = "workspace";
  private static final String OPENED_AT = "openedAt";

  private ConversationItem() {}

  /** The write by which a conversation begins. */
  static TransactWriteItem put(String table, Commit.Start start) {
    Attributes key = EntryItem.key(start.conversation().id(), Keys.META);
    return NewItem.put(table, "c", write(key, start.conversation()));
  }

  static Attributes write(Attributes item, Conversation conversation) {
    switch (conversation.counterpart()) {
      case Counterpart.Specialist specialist -> item.text(SPECIALIST, specialist.person());
      case Counterpart.Channel channel -> item.text(CHANNEL, channel.channel());
      case Counterpart.Workspace _ -> item.flag(WORKSPACE, true);
    }
    return item.number("v", 1)
        .text(CLIENT, conversation.client())
        .number(OPENED_AT, conversation.openedAt().toEpochMilli());
  }

  static Conversation read(Attributes item, ConversationId id) {
    return new Conversation(
        id, item.text(CLIENT), counterpart(item), Instant.ofEpochMilli(item.number(OPENED_AT)));
  }

  private static Counterpart counterpart(Attributes item) {
    if (item.flag(WORKSPACE)) {
      return new Counterpart.Workspace();
    }
    return item.has(CHANNEL)
        ? new Counterpart.Channel(item.text(CHANNEL))
        : new Counterpart.Specialist(item.text(SPECIALIST));
  }
}
