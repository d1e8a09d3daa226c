package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.conversation.Text;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The fields of a JSON object, each taken once with its type and range. Whoever has taken all that
 * it knows calls {@link #end}, and a field left over is refused: a client that misspells an
 * optional field must hear of it.
 */
final class Fields {
  private static final String INSTANT = "an instant such as 2026-03-02T09:00:00Z";

  private final ObjectNode object;
  private final Set<String> taken = new HashSet<>();

  Fields(ObjectNode object) {
    this.object = object;
  }

  static Fields of(String json) {
    return new Fields(Json.object(json));
  }

  boolean has(String name) {
    return object.has(name);
  }

  /** A text of a length in characters, without lone surrogates. */
  String text(String name, int atLeast, int atMost) {
    return optionalText(name, atLeast, atMost).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalText(String name, int atLeast, int atMost) {
    return take(name)
        .map(
            node -> {
              String text = node.textValue();
              boolean fits =
                  text != null
                      && text.length() >= atLeast
                      && text.length() <= atMost
                      && Text.isWellFormed(text);
              return require(
                  fits, text, name, "a text of " + atLeast + " to " + atMost + " characters");
            });
  }

  /** A text of a given form. */
  String text(String name, Pattern form) {
    JsonNode node = take(name).orElseThrow(() -> missing(name));
    String text = node.textValue();
    boolean fits = text != null && form.matcher(text).matches();
    return require(fits, text, name, "a text of the form " + form.pattern());
  }

  /** A text of a given form, if there is one. */
  Optional<String> optionalText(String name, Pattern form) {
    return has(name) ? Optional.of(text(name, form)) : Optional.empty();
  }

  /** An instant in RFC 3339, which has years of four digits. */
  Instant instant(String name) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text(name, 1, 40));
      boolean fits = time.getYear() >= 0 && time.getYear() <= 9999;
      Instant instant = time.toInstant().truncatedTo(ChronoUnit.MILLIS);
      return require(fits, instant, name, INSTANT);
    } catch (DateTimeException e) {
      throw invalid(name, INSTANT);
    }
  }

  /** An instant in RFC 3339, if there is one. */
  Optional<Instant> optionalInstant(String name) {
    return has(name) ? Optional.of(instant(name)) : Optional.empty();
  }

  /** A length of time in ISO 8601, such as {@code PT72H}, if there is one. */
  Optional<Duration> optionalDuration(String name, Duration atLeast, Duration atMost) {
    return optionalText(name, 1, 40)
        .map(
            text -> {
              String expected = "a time from " + atLeast + " to " + atMost;
              try {
                Duration time = Duration.parse(text);
                boolean fits = time.compareTo(atLeast) >= 0 && time.compareTo(atMost) <= 0;
                return require(fits, time.truncatedTo(ChronoUnit.MILLIS), name, expected);
              } catch (DateTimeException e) {
                throw invalid(name, expected);
              }
            });
  }

  /** A whole number in a range, if there is one. */
  Optional<Long> optionalNumber(String name, long atLeast, long atMost) {
    return has(name) ? Optional.of(number(name, atLeast, atMost)) : Optional.empty();
  }

  /** A whole number in a range. */
  long number(String name, long atLeast, long atMost) {
    JsonNode node = take(name).orElseThrow(() -> missing(name));
    boolean fits =
        node.isIntegralNumber()
            && node.canConvertToLong()
            && node.longValue() >= atLeast
            && node.longValue() <= atMost;
    return require(
        fits, node.longValue(), name, "a whole number from " + atLeast + " to " + atMost);
  }

  /** True or false; false when it is absent. */
  boolean flag(String name) {
    JsonNode node = take(name).orElse(BooleanNode.FALSE);
    return require(node.isBoolean(), node.booleanValue(), name, "true or false");
  }

  /** One of the constants of an enum, in lower or upper case as the enum's owner writes it. */
  <E extends Enum<E>> E constant(String name, Class<E> type) {
    String text = text(name, 1, 64);
    return constant(name, type, text);
  }

  <E extends Enum<E>> Optional<E> optionalConstant(String name, Class<E> type) {
    return optionalText(name, 1, 64).map(text -> constant(name, type, text));
  }

  /** A list of different whole numbers in a range; an absent one is empty. */
  List<Long> numbers(String name, long atLeast, long atMost, int howMany) {
    Set<Long> read = new LinkedHashSet<>();
    for (JsonNode element : array(name)) {
      boolean fits =
          element.isIntegralNumber()
              && element.canConvertToLong()
              && element.longValue() >= atLeast
              && element.longValue() <= atMost
              && read.size() < howMany
              && read.add(element.longValue());
      require(fits, element, name, "a list of at most " + howMany + " different whole numbers");
    }
    return List.copyOf(read);
  }

  /** A list of objects, each read by a function that must take all its fields. */
  <T> List<T> objects(String name, Function<Fields, T> reader) {
    List<T> read = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (!(element instanceof ObjectNode one)) {
        throw invalid(name, "a list of objects");
      }
      read.add(whole(one, reader));
    }
    return read;
  }

  /** An object, if there is one, read by a function that must take all its fields. */
  <T> Optional<T> optionalObject(String name, Function<Fields, T> reader) {
    return take(name)
        .map(
            node -> {
              if (!(node instanceof ObjectNode one)) {
                throw invalid(name, "an object");
              }
              return whole(one, reader);
            });
  }

  /**
   * A value that is an object of a few fields, read by a function that must take all of them;
   * whatever is wrong in it is said of the whole.
   */
  <T> T value(String name, String expected, Function<Fields, T> reader) {
    JsonNode node = take(name).orElseThrow(() -> missing(name));
    if (node instanceof ObjectNode one) {
      try {
        return whole(one, reader);
      } catch (Refused e) {
        throw invalid(name, expected);
      }
    }
    throw invalid(name, expected);
  }

  private static <T> T whole(ObjectNode one, Function<Fields, T> reader) {
    Fields fields = new Fields(one);
    T read = reader.apply(fields);
    fields.end();
    return read;
  }

  /** A list of texts; an absent one is empty. */
  List<String> texts(String name, Pattern form) {
    List<String> read = new ArrayList<>();
    for (JsonNode element : array(name)) {
      String text = element.textValue();
      boolean fits = text != null && form.matcher(text).matches();
      read.add(require(fits, text, name, "a list of texts of the form " + form.pattern()));
    }
    return read;
  }

  /** Refuses whatever was not taken. */
  void end() {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!taken.contains(name)) {
        throw unknown(name, taken);
      }
    }
  }

  /**
   * @param name what the caller sent; it goes back to them and nowhere else
   */
  static Refused unknown(String name, Set<String> known) {
    String detail = "This field is not known here. Known: " + known.stream().sorted().toList();
    return Text.isWellFormed(name)
        ? Refused.field(Code.UNKNOWN_FIELD, name, detail)
        : Refused.of(Code.UNKNOWN_FIELD, detail);
  }

  static Refused missing(String name) {
    return Refused.field(Code.MISSING_FIELD, name, "The field " + name + " is missing.");
  }

  static Refused invalid(String name, String expected) {
    return Refused.field(
        Code.INVALID_FIELD, name, "The field " + name + " must be " + expected + ".");
  }

  private Iterable<JsonNode> array(String name) {
    Optional<JsonNode> node = take(name);
    if (node.isPresent() && !node.get().isArray()) {
      throw invalid(name, "a list");
    }
    return node.<Iterable<JsonNode>>map(array -> array).orElse(List.of());
  }

  private Optional<JsonNode> take(String name) {
    taken.add(name);
    return Optional.ofNullable(object.get(name));
  }

  private static <E extends Enum<E>> E constant(String name, Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw invalid(
        name, "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
  }

  private static <T> T require(boolean fits, T value, String name, String expected) {
    if (!fits) {
      throw invalid(name, expected);
    }
    return value;
  }
}
