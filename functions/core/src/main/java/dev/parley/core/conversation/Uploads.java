package dev.parley.core.conversation;

import java.time.Instant;
import java.util.Optional;

/** Keeps permits to upload by the hash of the file's id. */
public interface Uploads {
  void save(String hash, UploadPermit permit);

  /**
   * Binds an unexpired permit to a message, once: afterwards only the same message gets it again,
   * so one file is never in two entries.
   *
   * @return empty when there is no such permit, it has expired, it is another person's or for
   *     another conversation, or it belongs to another message
   */
  Optional<UploadPermit> redeem(
      String hash,
      ConversationId conversation,
      String person,
      ClientMessageId message,
      Instant now);
}
