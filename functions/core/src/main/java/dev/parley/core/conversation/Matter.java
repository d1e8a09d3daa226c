package dev.parley.core.conversation;

/** What somebody wants to write: content, or an upload that becomes content when it is written. */
public sealed interface Matter permits Content.Written, Upload {
  /** Whether an entry says just this. */
  boolean isSaidBy(Content content);
}
