package dev.parley.core.consultation;

import dev.parley.core.conversation.ConversationId;

/** Between whom a consultation is, and where they talk. */
public record Parties(ConversationId conversation, String client, String specialist) {}
