package dev.parley.provider.account;

import java.util.ArrayList;
import java.util.List;

/** What one call changes: kept first and told then; used under the account's lock. */
final class Commit {
  private record Told(Event event, Telling telling) {}

  private final List<Change> changes = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final Journal journal;
  private final Event.Listener listener;

  Commit(Journal journal, Event.Listener listener) {
    this.journal = journal;
    this.listener = listener;
  }

  void changed(Change change) {
    changes.add(change);
  }

  void happened(Event event, Telling telling) {
    told.add(new Told(event, telling));
  }

  /** What could not be kept stays, and is kept and told with what comes next. */
  void end() {
    if (!changes.isEmpty()) {
      journal.write(List.copyOf(changes));
    }
    changes.clear();
    told.forEach(it -> listener.happened(it.event, it.telling));
    told.clear();
  }
}
