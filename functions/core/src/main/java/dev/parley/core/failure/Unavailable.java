package dev.parley.core.failure;

/** Nothing has happened, and the same may succeed in a moment. */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unavailable(String detail) {
    super(detail);
  }

  public Unavailable(String detail, Throwable cause) {
    super(detail, cause);
  }
}
