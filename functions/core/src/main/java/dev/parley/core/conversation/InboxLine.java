package dev.parley.core.conversation;

/** A row of an inbox as its owner sees it: what is unread hangs on the side. */
public record InboxLine(InboxRow row, Side viewer) {
  /** Most bytes a line needs as JSON beside its preview. */
  private static final int ENVELOPE_BYTES = 450;

  static InboxLine of(InboxOwner owner, InboxRow row) {
    return new InboxLine(
        row,
        switch (owner) {
          case InboxOwner.Person person ->
              row.conversation().client().equals(person.person()) ? Side.CLIENT : Side.STAFF;
          case InboxOwner.OfChannel _ -> Side.STAFF;
        });
  }

  public long unread() {
    return row.unread(viewer);
  }

  /** An upper bound of what this takes as JSON, in bytes of UTF-8. */
  int jsonBytes() {
    return ENVELOPE_BYTES + row.newest().preview().map(Text::jsonBytes).orElse(0);
  }

  /** Whether its owner wants it out of the list: only a client can want that. */
  boolean isHidden() {
    return viewer == Side.CLIENT && row.standing().hidden();
  }
}
