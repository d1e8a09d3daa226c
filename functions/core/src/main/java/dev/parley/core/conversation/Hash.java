package dev.parley.core.conversation;

/**
 * The link of an entry to all entries before it.
 *
 * @param value SHA-256, 43 characters of base64url
 */
public record Hash(String value) {}
