package dev.parley.core.payment;

import java.util.Optional;

/**
 * What has become of money that was sent out, as the provider knows it.
 *
 * @param key the one it was sent under
 * @param externalId the provider's own name for it; left out when it is longer than {@link
 *     Limits#EXTERNAL_CHARACTERS}
 * @param reason why it failed; the provider's code for it, which names nobody
 */
public record Outgoing(
    String key, Optional<String> externalId, State state, Optional<String> reason) {
  /** What it has come to. */
  public enum State {
    WAITING,
    PAID,
    /** It has not left, and will not. */
    FAILED
  }

  public Outgoing {
    externalId = externalId.filter(it -> it.length() <= Limits.EXTERNAL_CHARACTERS);
  }
}
