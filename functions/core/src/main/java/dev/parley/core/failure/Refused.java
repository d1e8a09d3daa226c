package dev.parley.core.failure;

import java.util.Optional;

/**
 * A rule says no: nothing was changed, and trying the same again will not help. A rule that has
 * more to tell than a code and a field has a refusal of its own.
 */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Code code;
  private final String field;

  protected Refused(Code code, String field, String detail) {
    super(detail, null, false, false);
    this.code = code;
    this.field = field;
  }

  /**
   * @param detail a sentence for the developer of a client; never holds what the caller sent
   */
  public static Refused of(Code code, String detail) {
    return new Refused(code, null, detail);
  }

  /** A refusal because of one field of what the caller sent. */
  public static Refused field(Code code, String field, String detail) {
    return new Refused(code, field, detail);
  }

  /** The one answer for what does not exist and for what is not the caller's. */
  public static Refused notFound() {
    return of(Code.NOT_FOUND, "There is no such thing, or it is not yours.");
  }

  /** The one answer for a workspace that does not exist and for one that is not the caller's. */
  public static Refused notAMember() {
    return of(Code.NOT_A_MEMBER, "You are not a member of this workspace.");
  }

  /** The one answer for a call that its sender has not signed, whatever is wrong with it. */
  public static Refused notSigned() {
    return of(Code.BAD_SIGNATURE, "This call is not signed as it must be.");
  }

  public final Code code() {
    return code;
  }

  public final Optional<String> field() {
    return Optional.ofNullable(field);
  }
}
