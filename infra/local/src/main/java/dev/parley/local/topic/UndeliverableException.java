package dev.parley.local.topic;

/** A queue or function did not take a message. */
public final class UndeliverableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean lasting;

  private UndeliverableException(String message, boolean lasting, Throwable cause) {
    super(message, cause);
    this.lasting = lasting;
  }

  /** Trying again is no use: what should take it is gone, or forbids it. */
  public static UndeliverableException lasting(String message) {
    return new UndeliverableException(message, true, null);
  }

  /** It may work the next time. */
  public static UndeliverableException passing(String message, Throwable cause) {
    return new UndeliverableException(message, false, cause);
  }

  boolean isLasting() {
    return lasting;
  }
}
