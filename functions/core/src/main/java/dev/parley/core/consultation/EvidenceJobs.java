package dev.parley.core.consultation;

/** Has evidence gathered: a long conversation takes longer than whoever asks can wait. */
public interface EvidenceJobs {
  /**
   * Has it done soon; doing it again gathers it anew.
   *
   * @throws dev.parley.core.failure.Unavailable when it was not taken, or may not have been
   */
  void start(EvidenceJob job);
}
