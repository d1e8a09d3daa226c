package dev.parley.core.conversation;

/** What an entry says. */
public sealed interface Content {
  /** The name of this kind of content in storage and in JSON. */
  String kind();

  /** The conversation begins; always entry 1, and no other. */
  record Opened() implements Content {
    public static final String KIND = "opened";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /** A person wrote a message. */
  record Text(String text) implements Content {
    public static final String KIND = "text";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /** A side wants no more messages from the other. */
  record Blocked() implements Content {
    public static final String KIND = "blocked";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /** A side takes its block back. */
  record Unblocked() implements Content {
    public static final String KIND = "unblocked";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /** Something a newer version of Parley wrote: kept, counted and shown without its content. */
  record Unknown(String kind) implements Content {}
}
