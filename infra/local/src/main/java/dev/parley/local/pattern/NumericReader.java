package dev.parley.local.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Reads {@code numeric}: one comparison, or a range like {@code [">", 0, "<=", 5]}. */
final class NumericReader {
  private final Dialect dialect;
  private final String place;

  NumericReader(Dialect dialect, String place) {
    this.dialect = dialect;
    this.place = place;
  }

  Matcher read(JsonNode terms) {
    if (!terms.isArray()) {
      throw refused("Value of numeric must be an array.");
    }
    if (terms.isEmpty() || !terms.get(0).isTextual()) {
      throw refused(
          "Invalid member in numeric match: " + (terms.isEmpty() ? "]" : terms.get(0).asText()));
    }
    String operator = terms.get(0).textValue();
    BigDecimal number =
        switch (operator) {
          case "=", "<", "<=", ">", ">=" -> number(terms, 1, operator);
          default -> throw refused("Unrecognized numeric range operator: " + operator);
        };
    boolean equal = operator.endsWith("=");
    if (terms.size() == 2) {
      return switch (operator) {
        case "=" -> new Matcher.SameNumber(number, dialect);
        case "<", "<=" -> new Matcher.Range(null, false, number, equal, dialect);
        default -> new Matcher.Range(number, equal, null, false, dialect);
      };
    }
    if (!operator.startsWith(">")) {
      throw refused("Too many elements in numeric expression");
    }
    return range(terms, number, equal);
  }

  private Matcher range(JsonNode terms, BigDecimal bottom, boolean withBottom) {
    String operator = terms.get(2).asText();
    if (!terms.get(2).isTextual()) {
      throw refused("Bad value in numeric range: " + operator);
    }
    if (!operator.equals("<") && !operator.equals("<=")) {
      throw refused("Bad numeric range operator: " + operator);
    }
    BigDecimal top = number(terms, 3, operator);
    if (top.compareTo(bottom) <= 0) {
      throw refused("Bottom must be less than top");
    }
    if (terms.size() > 4) {
      throw refused("Too many terms in numeric range expression");
    }
    return new Matcher.Range(bottom, withBottom, top, operator.equals("<="), dialect);
  }

  private BigDecimal number(JsonNode terms, int index, String operator) {
    JsonNode term = terms.path(index);
    if (!term.isNumber()) {
      throw refused(
          "Value of %s must be numeric".formatted(operator.equals("=") ? "equals" : operator));
    }
    if (!dialect.isInRange(term.decimalValue())) {
      throw refused(dialect.range());
    }
    return term.decimalValue();
  }

  private PatternException refused(String reason) {
    return new PatternException(reason, place);
  }
}
