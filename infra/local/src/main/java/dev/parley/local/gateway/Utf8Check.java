package dev.parley.local.gateway;

/**
 * Follows text byte by byte and notices at once what UTF-8 cannot hold (RFC 3629): overlong forms,
 * surrogates, anything beyond U+10FFFF.
 */
final class Utf8Check {
  /** How many bytes the letter that has begun still needs. */
  private int missing;

  /** What the next of them may be. */
  private int lowest;

  private int highest;

  /** False when no text goes on like this. */
  boolean accepts(byte next) {
    int value = next & 0xff;
    if (missing > 0) {
      boolean fits = value >= lowest && value <= highest;
      missing--;
      lowest = 0x80;
      highest = 0xbf;
      return fits;
    }
    if (value < 0x80) {
      return true;
    }
    if (value < 0xc2 || value > 0xf4) {
      return false;
    }
    missing = value < 0xe0 ? 1 : value < 0xf0 ? 2 : 3;
    lowest = value == 0xe0 ? 0xa0 : value == 0xf0 ? 0x90 : 0x80;
    highest = value == 0xed ? 0x9f : value == 0xf4 ? 0x8f : 0xbf;
    return true;
  }

  /** Whether the text may end here; the next byte begins another one. */
  boolean ends() {
    boolean whole = missing == 0;
    missing = 0;
    return whole;
  }
}
