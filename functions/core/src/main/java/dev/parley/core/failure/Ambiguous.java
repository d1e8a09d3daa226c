package dev.parley.core.failure;

/** A write whose answer was lost: it may have happened or not, and only reading again will tell. */
public final class Ambiguous extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Ambiguous(String detail, Throwable cause) {
    super(detail, cause);
  }
}
