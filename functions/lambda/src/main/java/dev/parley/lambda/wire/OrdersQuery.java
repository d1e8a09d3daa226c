package dev.parley.lambda.wire;

import dev.parley.core.consultation.Claimed;
import dev.parley.core.consultation.ConsultationId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a list of consultations somebody wants.
 *
 * @param after the last one of the part before
 */
public record OrdersQuery<P>(Optional<P> after, int limit) {
  /** {@code <milliseconds>.<consultation>}, as {@link #text} writes it. */
  private static final Pattern CLAIMED = Pattern.compile("([1-9][0-9]{12})\\.([A-Za-z0-9_-]{22})");

  static OrdersQuery<ConsultationId> live(Map<String, String> query, String workspace) {
    return read(
        query,
        text ->
            ConsultationId.isWellFormed(text)
                ? Optional.of(new ConsultationId(workspace, text))
                : Optional.empty());
  }

  static OrdersQuery<Claimed> claims(Map<String, String> query, String workspace) {
    return read(query, text -> claimed(text, workspace));
  }

  static String text(Claimed it) {
    return it.at().toEpochMilli() + "." + it.consultation().value();
  }

  private static Optional<Claimed> claimed(String text, String workspace) {
    Matcher matcher = CLAIMED.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Claimed(
                Instant.ofEpochMilli(Long.parseLong(matcher.group(1))),
                new ConsultationId(workspace, matcher.group(2))))
        : Optional.empty();
  }

  private static <P> OrdersQuery<P> read(
      Map<String, String> parameters, Function<String, Optional<P>> form) {
    Query query = Query.consultations(parameters);
    Optional<P> after =
        query
            .text("after")
            .map(
                text ->
                    form.apply(text)
                        .orElseThrow(
                            () -> Fields.invalid("after", "what was given as next, or absent")));
    return new OrdersQuery<>(after, query.fewConsultations());
  }
}
