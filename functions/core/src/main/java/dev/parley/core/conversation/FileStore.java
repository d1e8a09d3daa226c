package dev.parley.core.conversation;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the bytes of files: first as uploads, which go by themselves after a day, then as files of
 * a conversation, which nobody can write. All methods throw {@link
 * dev.parley.core.failure.Unavailable} when trying again is right.
 */
public interface FileStore {
  /**
   * What a client posts, as {@code multipart/form-data}, to upload a file.
   *
   * @param fields go before the part {@code file}
   */
  record Form(URI url, Map<String, String> fields) {
    public Form {
      fields = Map.copyOf(fields);
    }
  }

  /**
   * How an upload begins.
   *
   * @param version of the upload that was looked at
   */
  record Beginning(ByteBuffer bytes, String version) {}

  /** Lets exactly this file be uploaded, of this length and with this checksum. */
  Form form(ConversationId conversation, Attachment file, Instant now, Instant expiresAt);

  /** The first bytes of an upload; empty when there is none. */
  Optional<Beginning> beginning(ConversationId conversation, String file, int atMost);

  /**
   * Makes an upload a file of its conversation; doing it again changes nothing.
   *
   * @return false when the upload is not of this version, or is gone
   */
  boolean keep(ConversationId conversation, String file, String version);

  /** Where a file of a conversation is downloaded, under its name and as its type. */
  URI link(ConversationId conversation, Attachment file, Instant now, Instant expiresAt);

  /** Deletes a file of a conversation and its upload; what is gone already is no error. */
  void erase(ConversationId conversation, String file);
}
