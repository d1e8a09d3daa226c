package dev.parley.provider.account;

/** Why something is not done, with a code that stays the same when the words change. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * @param status of HTTP
   */
  public Refusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  public static Refusal malformed(String code, String message) {
    return new Refusal(400, code, message);
  }

  public static Refusal unknown(String message) {
    return new Refusal(404, "not_found", message);
  }

  /** What the state of things does not allow. */
  public static Refusal conflict(String code, String message) {
    return new Refusal(409, code, message);
  }

  static Refusal full(String what, int most) {
    return conflict("full", "there are at most %d %s here".formatted(most, what));
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
