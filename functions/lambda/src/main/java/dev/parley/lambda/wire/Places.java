package dev.parley.lambda.wire;

import dev.parley.core.payment.Limits;
import dev.parley.core.payment.PaymentStore.Place;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From where a list of payments goes on, and how far.
 *
 * @param from the last one that the caller has
 */
public record Places(Optional<Place> from, int limit) {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{12})\\.([A-Za-z0-9_-]{22})");

  static Places read(Query query, String parameter) {
    return new Places(
        query.text(parameter).map(text -> place(parameter, text)),
        (int) query.number("limit", 1, Limits.PAGE, Limits.PAGE));
  }

  private static Place place(String parameter, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw Fields.invalid(parameter, "what was given as next");
    }
    return new Place(Instant.ofEpochMilli(Long.parseLong(form.group(1))), form.group(2));
  }

  static String text(Place place) {
    return place.at().toEpochMilli() + "." + place.id();
  }
}
