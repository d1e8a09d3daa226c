package dev.parley.core.conversation;

/**
 * What an entry says of a file; the bytes themselves lie with the {@link FileStore}.
 *
 * @param id 22 characters of base64url
 * @param name as {@link FileName} takes it
 * @param type a media type that {@link FileType} knows
 * @param bytes the exact length
 * @param sha256 of the content, in base64
 */
public record Attachment(String id, String name, String type, long bytes, String sha256) {}
