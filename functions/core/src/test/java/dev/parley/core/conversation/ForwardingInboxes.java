package dev.parley.core.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Inboxes in front of others; tests override what shall happen in between. */
public class ForwardingInboxes implements Inboxes {
  private final Inboxes inboxes;

  protected ForwardingInboxes(Inboxes inboxes) {
    this.inboxes = inboxes;
  }

  @Override
  public List<InboxRow> page(InboxOwner owner, Optional<String> after, int atMost) {
    return inboxes.page(owner, after, atMost);
  }

  @Override
  public List<InboxRow> newest(InboxOwner.OfChannel owner, Optional<Place> after, int atMost) {
    return inboxes.newest(owner, after, atMost);
  }

  @Override
  public List<InboxRow> changed(InboxOwner.OfChannel owner, Place after, int atMost) {
    return inboxes.changed(owner, after, atMost);
  }

  @Override
  public Optional<InboxRow> row(InboxOwner owner, ConversationId conversation) {
    return inboxes.row(owner, conversation);
  }

  @Override
  public Optional<InboxRow> project(InboxOwner owner, InboxRow row, Optional<Long> wrong) {
    return inboxes.project(owner, row, wrong);
  }

  @Override
  public Optional<Reading> read(
      InboxOwner owner, ConversationId conversation, ReadPosition position, Instant at) {
    return inboxes.read(owner, conversation, position, at);
  }
}
