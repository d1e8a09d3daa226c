package dev.parley.local.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * A filter of a Lambda event source, with the operators of EventBridge. See "Lambda event
 * filtering" and "Event Ruler" of AWS.
 */
public final class EventPattern {
  private final Clause clause;

  private EventPattern(Clause clause) {
    this.clause = clause;
  }

  /** Throws {@link PatternException} if AWS would refuse the pattern. */
  public static EventPattern parse(String json) {
    return new EventPattern(new PatternReader(Dialect.EVENT).read(PatternReader.object(json)));
  }

  /**
   * What any of the filters of a source lets through; everything if there are none. Throws {@link
   * PatternException} for a pattern that AWS would refuse.
   */
  public static Predicate<JsonNode> anyOf(List<String> filters) {
    List<EventPattern> patterns = filters.stream().map(EventPattern::parse).toList();
    return event -> patterns.isEmpty() || patterns.stream().anyMatch(it -> it.matches(event));
  }

  /** Numbers are compared to six decimal digits, within five billion. */
  public boolean matches(JsonNode event) {
    return clause.holds(event, event);
  }
}
