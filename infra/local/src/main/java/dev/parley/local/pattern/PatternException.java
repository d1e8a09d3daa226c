package dev.parley.local.pattern;

/** A pattern that AWS would refuse; it names the place in the pattern. */
public final class PatternException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String place;

  PatternException(String reason, String place) {
    super(place.isEmpty() ? reason : reason + "\n at " + place);
    this.reason = reason;
    this.place = place;
  }

  /** In the words of AWS where they are known, without a place. */
  public String reason() {
    return reason;
  }

  /** Like {@code detail.price[0].numeric}; empty for the pattern as a whole. */
  public String place() {
    return place;
  }
}
