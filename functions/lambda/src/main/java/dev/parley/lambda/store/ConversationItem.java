package dev.parley.lambda.store;

import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Counterpart;
import java.time.Instant;

/** What a conversation is, as attributes: of its {@code ~meta} item and of its inbox rows. */
final class ConversationItem {
  private static final String CLIENT = "client";
  private static final String SPECIALIST = "specialist";
  private static final String CHANNEL = "channel";
  private static final String OPENED_AT = "openedAt";

  private ConversationItem() {}

  static Attributes write(Attributes item, Conversation conversation) {
    switch (conversation.counterpart()) {
      case Counterpart.Specialist specialist -> item.text(SPECIALIST, specialist.person());
      case Counterpart.Channel channel -> item.text(CHANNEL, channel.channel());
    }
    return item.number("v", 1)
        .text(CLIENT, conversation.client())
        .number(OPENED_AT, conversation.openedAt().toEpochMilli());
  }

  static Conversation read(Attributes item, ConversationId id) {
    return new Conversation(
        id,
        item.text(CLIENT),
        item.has(CHANNEL)
            ? new Counterpart.Channel(item.text(CHANNEL))
            : new Counterpart.Specialist(item.text(SPECIALIST)),
        Instant.ofEpochMilli(item.number(OPENED_AT)));
  }
}
