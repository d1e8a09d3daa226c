package dev.parley.lambda.wire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads days of the calendar, such as {@code 2026-03-02}. */
final class Dates {
  static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final String EXPECTED = "a day such as 2026-03-02";

  private Dates() {}

  static LocalDate read(Fields fields, String name) {
    return of(fields.text(name, 1, EXPECTED.length()))
        .orElseThrow(() -> Fields.invalid(name, EXPECTED));
  }

  /** Empty for what is no day. */
  static Optional<LocalDate> of(String text) {
    try {
      return FORM.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
