package dev.parley.core.conversation;

import java.time.Instant;

/**
 * Lets one person upload one file for one conversation, and send it there. The file's id is known
 * to that person alone.
 *
 * @param expiresAt whole seconds
 */
public record UploadPermit(
    ConversationId conversation, String person, FileDescription file, Instant expiresAt) {}
