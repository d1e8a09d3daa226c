package dev.parley.core.conversation;

/**
 * What somebody says of a file before they upload it.
 *
 * @param name as {@link FileName} takes it
 * @param type a media type
 * @param bytes the exact length
 * @param sha256 of the content, in base64
 */
public record FileDescription(String name, String type, long bytes, String sha256) {
  /** The same of a file that has its id. */
  Attachment as(String id) {
    return new Attachment(id, name, type, bytes, sha256);
  }
}
