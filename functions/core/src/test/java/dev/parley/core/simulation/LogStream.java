package dev.parley.core.simulation;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the logs' stream does with their growth: late, in batches, out of order, more than once. */
final class LogStream {
  private static final long MEAN_DELAY = 150_000;
  private static final long AGAIN = 1_000_000;
  private static final int ATTEMPTS = 4;

  private final Cloud cloud;
  private final List<Grown> waiting = new ArrayList<>();

  /** A record: the entry as it was appended, whatever became of it meanwhile. */
  private record Grown(ConversationId id, Entry entry) {}

  LogStream(Cloud cloud) {
    this.cloud = cloud;
  }

  /** A log has grown. */
  void grown(ConversationId id, Entry entry) {
    long copies = cloud.isCalm() || !cloud.chance.perMille(200) ? 1 : 2;
    for (long copy = 0; copy < copies; copy++) {
      long late = cloud.chance.perMille(20) ? 60 : 1;
      cloud.clockwork.in(
          cloud.chance.about(MEAN_DELAY * late),
          () -> {
            waiting.add(new Grown(id, entry));
            if (waiting.size() == 1) {
              cloud.clockwork.in(cloud.chance.about(MEAN_DELAY), this::drain);
            }
          });
    }
  }

  private void drain() {
    List<Grown> batch = new ArrayList<>(waiting);
    waiting.clear();
    cloud.tally.count(batch.size() > 1 ? "stream batch" : "stream single record");
    Map<ConversationId, Entry> newest = new LinkedHashMap<>();
    for (Grown grown : batch) {
      newest.merge(grown.id(), grown.entry(), (a, b) -> a.seq() > b.seq() ? a : b);
    }
    project(newest, 1);
  }

  /** As the function does it: once for each conversation, up to the first that fails. */
  private void project(Map<ConversationId, Entry> batch, int attempt) {
    Map<ConversationId, Entry> rest = new LinkedHashMap<>(batch);
    cloud.tally.count("command project");
    cloud.run(
        function -> {
          for (ConversationId id : List.copyOf(rest.keySet())) {
            function.projection().tell(function.projection().project(id, rest.get(id)));
            rest.remove(id);
          }
        },
        well -> {
          if (!well) {
            cloud.tally.count("stream failed");
            Runnable again =
                attempt < ATTEMPTS
                    ? () -> project(rest, attempt + 1)
                    : () -> rest.keySet().forEach(this::rebuild);
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
