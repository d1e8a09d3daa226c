package dev.parley.lambda.wire;

import java.util.Set;

/** The names of what a frame can ask for. */
final class Actions {
  static final String ALL =
      "The actions are send, edit, read, typing, watch, unwatch, sync, unsync and ping; of"
          + " consultations: request, offer, revise, decline, agree, cancel, pay, close, accept,"
          + " claim, withdraw, concede, resolve and refund.";

  /** Those of consultations; all but the first are the last parts of routes, too. */
  static final Set<String> OF_CONSULTATIONS =
      Set.of(
          "request",
          "offer",
          "revise",
          "decline",
          "agree",
          "cancel",
          "pay",
          "close",
          "accept",
          "claim",
          "withdraw",
          "concede",
          "resolve",
          "refund");

  private Actions() {}
}
