package dev.parley.local.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One alternative for the value of a field. */
sealed interface Matcher {
  /** {@code value} is a scalar of the event, null included. */
  boolean accepts(JsonNode value);

  /** The same string, true, false or null. */
  record Same(JsonNode wanted) implements Matcher {
    @Override
    public boolean accepts(JsonNode value) {
      return wanted.equals(value);
    }
  }

  /** The same number, however it is written. */
  record SameNumber(BigDecimal wanted, Dialect dialect) implements Matcher {
    @Override
    public boolean accepts(JsonNode value) {
      return value.isNumber() && Range.compare(value.decimalValue(), wanted, dialect) == 0;
    }
  }

  /** A number within bounds; a missing bound is null. */
  record Range(
      BigDecimal bottom, boolean withBottom, BigDecimal top, boolean withTop, Dialect dialect)
      implements Matcher {
    @Override
    public boolean accepts(JsonNode value) {
      if (!value.isNumber() || !dialect.isInRange(value.decimalValue())) {
        return false;
      }
      int aboveBottom = bottom == null ? 1 : compare(value.decimalValue(), bottom, dialect);
      int belowTop = top == null ? 1 : compare(top, value.decimalValue(), dialect);
      return (withBottom ? aboveBottom >= 0 : aboveBottom > 0)
          && (withTop ? belowTop >= 0 : belowTop > 0);
    }

    static int compare(BigDecimal one, BigDecimal other, Dialect dialect) {
      // Outside the range there is no rounding, or a huge exponent would fill the memory.
      return dialect.isInRange(one) && dialect.isInRange(other)
          ? dialect.rounded(one).compareTo(dialect.rounded(other))
          : one.compareTo(other);
    }
  }

  /** A string that begins so. */
  record Prefix(String prefix, boolean ignoringCase) implements Matcher {
    @Override
    public boolean accepts(JsonNode value) {
      return value.isTextual()
          && value.textValue().regionMatches(ignoringCase, 0, prefix, 0, prefix.length());
    }
  }

  /** A string that ends so. */
  record Suffix(String suffix, boolean ignoringCase) implements Matcher {
    @Override
    public boolean accepts(JsonNode value) {
      if (!value.isTextual()) {
        return false;
      }
      int at = value.textValue().length() - suffix.length();
      return value.textValue().regionMatches(ignoringCase, at, suffix, 0, suffix.length());
    }
  }

  /** The same string in any case. */
  record IgnoringCase(String wanted) implements Matcher {
    @Override
    public boolean accepts(JsonNode value) {
      return value.isTextual()
          && value.textValue().toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT));
    }
  }

  /** A string in which every star of the pattern is any text. */
  record Wildcard(Pattern pattern) implements Matcher {
    @Override
    public boolean accepts(JsonNode value) {
      return value.isTextual() && pattern.matcher(value.textValue()).matches();
    }
  }

  /** An address within a block. */
  record Within(Cidr block) implements Matcher {
    @Override
    public boolean accepts(JsonNode value) {
      return value.isTextual() && block.contains(value.textValue());
    }
  }

  /** Every value that none of these accepts, of whatever type. */
  record AnythingBut(List<Matcher> these) implements Matcher {
    @Override
    public boolean accepts(JsonNode value) {
      return these.stream().noneMatch(matcher -> matcher.accepts(value));
    }
  }

  /** That the field is there, or is not. */
  record Exists(boolean wanted) implements Matcher {
    @Override
    public boolean accepts(JsonNode value) {
      return wanted;
    }
  }
}
