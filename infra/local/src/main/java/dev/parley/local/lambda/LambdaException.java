package dev.parley.local.lambda;

/** An error of Lambda's API: its status, its type as in {@code x-amzn-ErrorType}, its message. */
public final class LambdaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  LambdaException(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  public int status() {
    return status;
  }

  public String type() {
    return type;
  }

  /** Whether the caller may hope that the same call succeeds later. */
  public boolean passing() {
    return status >= 500 || status == 429;
  }
}
