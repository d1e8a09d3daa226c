package dev.parley.lambda.wire;

import dev.parley.core.failure.Code;

/** The HTTP status of every code. */
final class Statuses {
  private Statuses() {}

  static int of(Code code) {
    return switch (code) {
      case INVALID_JSON, UNKNOWN_ACTION, MISSING_FIELD, UNKNOWN_FIELD, INVALID_FIELD -> 400;
      case WORKSPACE_REQUIRED -> 400;
      case UNAUTHORIZED, BAD_SIGNATURE -> 401;
      case INSUFFICIENT_FUNDS -> 402;
      case NOT_A_MEMBER, NOT_ALLOWED, CLIENT_FIRST, BLOCKED, RESTRICTED, NOT_EDITABLE -> 403;
      case NOT_FOUND -> 404;
      case NOT_WATCHING, ALREADY_ANSWERED, TOO_MANY_ROOMS, UNKNOWN_POSITION -> 409;
      case UNBLOCK_FIRST, CONFIRMATION_NEEDED, UNREACHABLE, TOO_LATE, LEGAL_HOLD -> 409;
      case FILE_MISSING, WRONG_STAGE, TERMS_CHANGED, RESERVE_EXHAUSTED -> 409;
      case TOO_LARGE -> 413;
      case IDEMPOTENCY_MISMATCH, FILE_REFUSED, PRICE_CAP -> 422;
      case BELOW_MINIMUM, ABOVE_LIMIT -> 422;
      case RATE_LIMITED -> 429;
      case INTERNAL -> 500;
      case BUSY -> 503;
    };
  }
}
