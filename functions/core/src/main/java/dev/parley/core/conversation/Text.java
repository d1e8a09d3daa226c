package dev.parley.core.conversation;

import java.nio.charset.StandardCharsets;

/** What a message's text must be, and how large it is. */
public final class Text {
  private static final int ESCAPE_BYTES = 6;

  private Text() {}

  /** Whether a text says something, is not too long and survives storage unchanged. */
  public static boolean isAcceptable(String text) {
    return !text.isBlank()
        && isWellFormed(text)
        && text.getBytes(StandardCharsets.UTF_8).length <= Limits.TEXT_BYTES;
  }

  /** Whether every surrogate has its other half: UTF-8 can hold no lone one. */
  public static boolean isWellFormed(String text) {
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (Character.isHighSurrogate(unit)
          && at + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(at + 1))) {
        at++;
      } else if (Character.isSurrogate(unit)) {
        return false;
      }
    }
    return true;
  }

  /** The first characters of a text, none of them cut in half. */
  static String beginning(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= Limits.PREVIEW_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Limits.PREVIEW_CHARACTERS));
  }

  /** An upper bound of the bytes that a text takes inside a JSON string. */
  static int jsonBytes(String text) {
    int bytes = 0;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit < ' ' || unit == '"' || unit == '\\' || unit == 0x7f) {
        bytes += ESCAPE_BYTES;
      } else {
        bytes += unit < 0x80 ? 1 : 3;
      }
    }
    return bytes;
  }
}
