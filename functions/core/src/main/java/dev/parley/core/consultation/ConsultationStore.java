package dev.parley.core.consultation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps consultations. Reads of one are strongly consistent; lists may lag behind by a moment.
 *
 * <p>All methods throw {@link dev.parley.core.failure.Unavailable} when nothing has happened and
 * trying again is right; {@link #commit} throws {@link dev.parley.core.failure.Ambiguous} when it
 * cannot know.
 */
public interface ConsultationStore {
  Optional<Consultation> find(ConsultationId id);

  Optional<Paper> paper(ConsultationId id, int number);

  /**
   * Applies all of a step or nothing.
   *
   * @return false when somebody was faster and nothing was written
   */
  boolean commit(Change change);

  /**
   * The live consultations of a client or a specialist, in the order of their ids.
   *
   * @param side {@link Actor#CLIENT} or {@link Actor#SPECIALIST}
   * @param after one that they come behind, whether it is still there or not
   */
  List<ConsultationId> live(
      String workspace, Actor side, String person, Optional<ConsultationId> after, int atMost);

  /**
   * The consultations with a claim that waits for an arbiter, the oldest claim first.
   *
   * @param after one that they come behind, whether it still waits or not
   */
  List<Claimed> claims(String workspace, Optional<Claimed> after, int atMost);

  /**
   * What wakes at or before an instant, the earliest first.
   *
   * @param shard one of {@link Timer#SHARDS}
   */
  List<Timer> due(int shard, Instant until, int atMost);
}
