package dev.parley.core.conversation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Goes through all of a person's inbox, however long it is: its rows are kept in no order. */
final class WholeInbox {
  private final Inboxes inboxes;

  WholeInbox(Inboxes inboxes) {
    this.inboxes = inboxes;
  }

  /** The first of the rows that are wanted; no more than these are held. */
  List<InboxRow> first(
      InboxOwner.Person owner, Predicate<InboxRow> wanted, Comparator<InboxRow> order, int atMost) {
    return parts(owner)
        .reduce(
            List.of(),
            (kept, part) ->
                Stream.concat(kept.stream(), part.stream().filter(wanted))
                    .sorted(order)
                    .limit(atMost)
                    .toList());
  }

  /** Whether there is such a row; the rest is not read then. */
  boolean hasAny(InboxOwner.Person owner, Predicate<InboxRow> wanted) {
    return parts(owner).anyMatch(part -> part.stream().anyMatch(wanted));
  }

  private Stream<List<InboxRow>> parts(InboxOwner.Person owner) {
    return Stream.iterate(
        part(owner, Optional.empty()),
        part -> !part.isEmpty(),
        part ->
            part.size() < Limits.INBOX_ROWS_READ
                ? List.of()
                : part(owner, Optional.of(part.getLast().conversation().id().value())));
  }

  private List<InboxRow> part(InboxOwner.Person owner, Optional<String> after) {
    return inboxes.page(owner, after, Limits.INBOX_ROWS_READ);
  }
}
