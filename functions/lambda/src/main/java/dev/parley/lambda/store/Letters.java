package dev.parley.lambda.store;

import dev.parley.core.conversation.Side;

/** A side as one letter. */
final class Letters {
  private Letters() {}

  static String of(Side side) {
    return switch (side) {
      case CLIENT -> "c";
      case STAFF -> "s";
    };
  }

  static Side side(int letter) {
    return letter == 'c' ? Side.CLIENT : Side.STAFF;
  }
}
