package dev.parley.lambda.store;

import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Standing;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the sides stand, as one text: a letter for each side that has blocked the other. Absent where
 * nobody has, so that it costs the other entries nothing.
 */
final class StandingItem {
  private StandingItem() {}

  static Optional<String> write(Standing standing) {
    String letters =
        standing.blockedBy().stream()
            .sorted()
            .map(StandingItem::letter)
            .collect(Collectors.joining());
    return Optional.of(letters).filter(text -> !text.isEmpty());
  }

  static Standing read(Optional<String> letters) {
    return letters
        .map(text -> text.chars().mapToObj(StandingItem::side).collect(Collectors.toSet()))
        .map((Set<Side> sides) -> new Standing(sides))
        .orElse(Standing.FREE);
  }

  static String letter(Side side) {
    return switch (side) {
      case CLIENT -> "c";
      case STAFF -> "s";
    };
  }

  static Side side(int letter) {
    return letter == 'c' ? Side.CLIENT : Side.STAFF;
  }
}
