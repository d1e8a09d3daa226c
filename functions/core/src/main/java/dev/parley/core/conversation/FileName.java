package dev.parley.core.conversation;

import java.nio.charset.StandardCharsets;

/** What a file may be called: one name without folders that shows in full what it is. */
public final class FileName {
  /** Longest name in bytes of UTF-8: what file systems take. */
  public static final int BYTES = 255;

  /** Persian and Hindi words and many emoji are written with them. */
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;

  private FileName() {}

  public static boolean isAcceptable(String name) {
    return !name.isBlank()
        && name.equals(name.strip())
        && !name.startsWith(".")
        && Text.isWellFormed(name)
        && name.codePoints().allMatch(FileName::isVisible)
        && name.getBytes(StandardCharsets.UTF_8).length <= BYTES;
  }

  /**
   * Control characters end lines, and those of direction can let {@code exe.fdp} be read as a PDF.
   */
  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
      default -> point != '/' && point != '\\';
    };
  }
}
