package dev.parley.acceptance;

/** Parley said no: to a call, to a frame, or to a socket that wanted to open. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String field;

  Refused(int status, String code, String field, String answer) {
    super(answer);
    this.status = status;
    this.code = code;
    this.field = field;
  }

  /** The HTTP status; 0 when a frame was refused. */
  public int status() {
    return status;
  }

  /** The stable code; empty when the gateway refused. */
  public String code() {
    return code;
  }

  /** The field at fault, or empty. */
  public String field() {
    return field;
  }
}
