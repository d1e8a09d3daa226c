package dev.parley.core.simulation;

import dev.parley.core.conversation.ConversationId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the logs' stream does with their growth: late, in batches, out of order, more than once. */
final class LogStream {
  private static final long MEAN_DELAY = 150_000;
  private static final long AGAIN = 1_000_000;
  private static final int ATTEMPTS = 4;

  private final Cloud cloud;
  private final List<ConversationId> waiting = new ArrayList<>();

  LogStream(Cloud cloud) {
    this.cloud = cloud;
  }

  /** A log has grown. */
  void grown(ConversationId id) {
    long copies = cloud.isCalm() || !cloud.chance.perMille(200) ? 1 : 2;
    for (long copy = 0; copy < copies; copy++) {
      long late = cloud.chance.perMille(20) ? 60 : 1;
      cloud.clockwork.in(
          cloud.chance.about(MEAN_DELAY * late),
          () -> {
            waiting.add(id);
            if (waiting.size() == 1) {
              cloud.clockwork.in(cloud.chance.about(MEAN_DELAY), this::drain);
            }
          });
    }
  }

  private void drain() {
    List<ConversationId> batch = new ArrayList<>(waiting);
    waiting.clear();
    cloud.tally.count(batch.size() > 1 ? "stream batch" : "stream single record");
    project(batch, 1);
  }

  /** As the function does it: once for each conversation, up to the first that fails. */
  private void project(List<ConversationId> batch, int attempt) {
    Set<ConversationId> rest = new LinkedHashSet<>(batch);
    cloud.tally.count("command project");
    cloud.run(
        function -> {
          for (ConversationId id : List.copyOf(rest)) {
            function.projection().tell(function.projection().project(id));
            rest.remove(id);
          }
        },
        well -> {
          if (!well) {
            cloud.tally.count("stream failed");
            Runnable again =
                attempt < ATTEMPTS
                    ? () -> project(List.copyOf(rest), attempt + 1)
                    : () -> rest.forEach(this::rebuild);
            cloud.clockwork.in(cloud.chance.about(AGAIN), again);
          }
        });
  }

  /** What could not be projected is rebuilt, until it is. */
  void rebuild(ConversationId id) {
    cloud.tally.count("command rebuild");
    cloud.run(
        function -> function.projection().rebuild(id),
        well -> {
          if (!well) {
            cloud.clockwork.in(cloud.chance.about(AGAIN), () -> rebuild(id));
          }
        });
  }
}
