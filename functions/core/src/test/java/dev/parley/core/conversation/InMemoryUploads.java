package dev.parley.core.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Permits to upload in memory. */
public final class InMemoryUploads implements Uploads {
  private final Map<String, UploadPermit> permits = new HashMap<>();
  private final Map<String, ClientMessageId> usedBy = new HashMap<>();

  @Override
  public synchronized void save(String hash, UploadPermit permit) {
    permits.put(hash, permit);
  }

  @Override
  public synchronized Optional<UploadPermit> redeem(
      String hash,
      ConversationId conversation,
      String person,
      ClientMessageId message,
      Instant now) {
    UploadPermit permit = permits.get(hash);
    boolean good =
        permit != null
            && permit.expiresAt().getEpochSecond() > now.getEpochSecond()
            && permit.conversation().equals(conversation)
            && permit.person().equals(person)
            && usedBy.getOrDefault(hash, message).equals(message);
    if (!good) {
      return Optional.empty();
    }
    usedBy.put(hash, message);
    return Optional.of(permit);
  }
}
