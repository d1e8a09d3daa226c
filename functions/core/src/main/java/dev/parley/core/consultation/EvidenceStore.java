package dev.parley.core.consultation;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps packs of evidence for a while. All methods throw {@link
 * dev.parley.core.failure.Unavailable} when trying again is right.
 */
public interface EvidenceStore {
  /** Keeps the pack of a job, in the place of an earlier one. */
  void keep(EvidenceJob job, byte[] pack);

  /** Where the pack of a job is downloaded; empty while there is none. */
  Optional<URI> link(EvidenceJob job, Instant now, Instant expiresAt);
}
