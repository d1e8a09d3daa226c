package dev.parley.core.conversation;

/** The names of kinds of content: in storage, in JSON, and in every link of the chain. */
public final class Kind {
  public static final String OPENED = "opened";
  public static final String TEXT = "text";
  public static final String FILE = "file";
  public static final String EDITED = "edited";
  public static final String BLOCKED = "blocked";
  public static final String UNBLOCKED = "unblocked";
  public static final String HIDDEN = "hidden";
  public static final String RESTORED = "restored";
  public static final String RESTRICTED = "restricted";
  public static final String LIFTED = "lifted";
  public static final String LEFT = "left";
  public static final String RETURNED = "returned";
  public static final String CONSULTATION = "consultation";
  public static final String ERASURE = "erasure";
  public static final String NOTICE = "notice";

  private Kind() {}

  /** An erased entry keeps the name of what it was. */
  static String of(Content content) {
    return switch (content) {
      case Content.Opened _ -> OPENED;
      case Content.Text _ -> TEXT;
      case Content.File _ -> FILE;
      case Content.Edited _ -> EDITED;
      case Content.Blocked _ -> BLOCKED;
      case Content.Unblocked _ -> UNBLOCKED;
      case Content.Hidden _ -> HIDDEN;
      case Content.Restored _ -> RESTORED;
      case Content.Restricted _ -> RESTRICTED;
      case Content.Lifted _ -> LIFTED;
      case Content.Left _ -> LEFT;
      case Content.Returned _ -> RETURNED;
      case Content.Progress _ -> CONSULTATION;
      case Content.Erasure _ -> ERASURE;
      case Content.Notice _ -> NOTICE;
      case Content.Erased erased -> erased.was();
      case Content.Unknown unknown -> unknown.name();
    };
  }
}
