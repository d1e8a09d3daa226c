package dev.parley.core.conversation;

/**
 * A file as its entry names it.
 *
 * @param id 22 characters of base64url
 * @param name as its sender called it
 * @param type its media type, held against its first bytes before anybody saw it
 * @param bytes its size
 * @param sha256 of its content, in base64: the chain holds the file, too
 */
public record Attachment(String id, String name, String type, long bytes, String sha256) {}
