package dev.parley.core.failure;

import java.util.Locale;

/** Every stable error code of the product; clients may branch on these and on nothing else. */
public enum Code {
  /** The body or frame is not a JSON object, or is nested deeper than anything of ours. */
  INVALID_JSON,
  /** The body or frame is longer than anything of ours. */
  TOO_LARGE,
  /** The frame's {@code action} is not one of ours. */
  UNKNOWN_ACTION,
  /** A field that must be there is not. */
  MISSING_FIELD,
  /** A field nobody knows is there. */
  UNKNOWN_FIELD,
  /** A field has a wrong type, form or range. */
  INVALID_FIELD,
  /** The call does not say for which workspace it is. */
  WORKSPACE_REQUIRED,
  /** The token is genuine but made for another use. */
  UNAUTHORIZED,
  /** A call that a provider must sign is not signed by it, or not just now. */
  BAD_SIGNATURE,
  /** There is no such workspace, or the person is not in it. */
  NOT_A_MEMBER,
  /** The person is known, and a policy says no. */
  NOT_ALLOWED,
  /** Staff may not write to this client before the client has written to them. */
  CLIENT_FIRST,
  /** The other side of the conversation has blocked the caller's. */
  BLOCKED,
  /** The caller's own side has blocked the other: that has to be taken back first. */
  UNBLOCK_FIRST,
  /** Staff let the client write no more until an instant. */
  RESTRICTED,
  /** The client has left, and nobody can write to them here. */
  UNREACHABLE,
  /** This entry is not one that the caller may give another wording. */
  NOT_EDITABLE,
  /** It may have been done earlier, and no longer. */
  TOO_LATE,
  /** Nothing that this person wrote may be erased just now. */
  LEGAL_HOLD,
  /** Nothing was done yet: the person must say so once more. */
  CONFIRMATION_NEEDED,
  /** There is no such thing, or it is not the caller's. */
  NOT_FOUND,
  /** Staff of a channel must watch a conversation before writing into it. */
  NOT_WATCHING,
  /** A colleague has answered, and the author of this answer has not seen it yet. */
  ALREADY_ANSWERED,
  /** One socket watches as many conversations as one socket may. */
  TOO_MANY_ROOMS,
  /** The position named by the caller lies beyond the end of the log. */
  UNKNOWN_POSITION,
  /** The file was not uploaded yet. */
  FILE_MISSING,
  /** The file does not begin as one of its type does. */
  FILE_REFUSED,
  /** The same key or id was used before for something else. */
  IDEMPOTENCY_MISMATCH,
  /** The balance is too low; the answer says how much is missing. */
  INSUFFICIENT_FUNDS,
  /** It is less than the workspace lets anybody move at once. */
  BELOW_MINIMUM,
  /** It is more than may move at once, or more than there is left of a payment. */
  ABOVE_LIMIT,
  /** The workspace has too little of its own money for that. */
  RESERVE_EXHAUSTED,
  /** The price is higher than one consultation may cost here. */
  PRICE_CAP,
  /** The stage of the thing has no such command for the caller. */
  WRONG_STAGE,
  /** The terms that are agreed to are not those that stand. */
  TERMS_CHANGED,
  /** The person does this more often than one person may; the answer says how long to wait. */
  RATE_LIMITED,
  /** Too many writers at once, or the store is briefly out of reach; trying again is safe. */
  BUSY,
  /** A defect of ours. */
  INTERNAL;

  /** The code as it stands in JSON. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
