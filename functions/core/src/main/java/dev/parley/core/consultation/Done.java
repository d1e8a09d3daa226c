package dev.parley.core.consultation;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.digest.Sha256;
import java.util.Optional;

/**
 * A command that was carried out; remembered as long as the consultation, so that the same under
 * the same key is never carried out again.
 *
 * @param key digest of the person and their key, 12 characters of base64url
 * @param body digest of what the person wanted, 8 characters of base64url
 * @param seq number of the entry that tells of it
 */
public record Done(String key, String body, long seq) {
  private static final int KEY_BYTES = 9;
  private static final int BODY_BYTES = 6;

  /** A wish under a key, before it has an entry. */
  record Wanted(String key, String body) {
    static Wanted of(String person, String key, Command command) {
      return of(person, key, Wording.of(command));
    }

    static Wanted request(
        String person, String key, ConversationId where, Wish wish, Optional<String> question) {
      return of(person, key, Wording.of(where, wish, question));
    }

    private static Wanted of(String person, String key, Sha256 wording) {
      return new Wanted(
          new Sha256("parley/key/1").add(person).add(key).text(KEY_BYTES),
          wording.text(BODY_BYTES));
    }

    Done at(long seq) {
      return new Done(key, body, seq);
    }
  }
}
