package dev.parley.local.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.pattern.FilterPolicy.Attribute;
import dev.parley.local.pattern.FilterPolicy.Scope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is given as a pattern is one or is refused, and answers for whatever message. */
class AnyPatternTest {
  private static final int CASES = 20_000;
  private static final int DEEPEST = 4;
  private static final List<String> WORDS =
      List.of(
          "a",
          "b",
          "$or",
          "prefix",
          "suffix",
          "equals-ignore-case",
          "anything-but",
          "numeric",
          "exists",
          "cidr",
          "wildcard",
          "",
          "=",
          ">",
          ">=",
          "<",
          "x*y",
          "x\\",
          "10.0.0.0/8",
          "10.0.0.1",
          "::1/129",
          "Ω");
  private static final List<String> NUMBERS =
      List.of("0", "-0.0", "1", "5e9", "-1e9", "1e-999999999", "1e400", "0.1234567", "12345678901");

  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final long seed = Long.getLong("parley.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void aPatternIsReadOrRefusedAndAnswers() {
    int read = 0;
    for (int i = 0; i < CASES; i++) {
      String pattern = object(0).toString();
      JsonNode event = object(0);
      boolean[] answered = new boolean[1];
      assertThatCode(() -> answered[0] = ask(pattern, event))
          .as("-Dparley.seed=%d case %d: %s of %s", seed, i, pattern, event)
          .doesNotThrowAnyException();
      read += answered[0] ? 1 : 0;
    }
    assertThat(read).as("patterns that were read, -Dparley.seed=%d", seed).isGreaterThan(100);
  }

  /** Whether anybody could read it. */
  private static boolean ask(String pattern, JsonNode event) {
    boolean read = false;
    try {
      EventPattern.parse(pattern).matches(event);
      read = true;
    } catch (PatternException e) {
      assertThat(e.reason()).isNotBlank();
    }
    for (Scope scope : Scope.values()) {
      try {
        FilterPolicy policy = FilterPolicy.parse(pattern, scope);
        policy.matches(
            Map.of(
                "a", new Attribute("Number", "1e-999999999"),
                "b", new Attribute("String.Array", event.toString())),
            event.toString());
        read = true;
      } catch (PatternException e) {
        assertThat(e.reason()).isNotBlank();
      }
    }
    return read;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = json.objectNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      object.set(word(), node(depth + 1));
    }
    return object;
  }

  private JsonNode node(int depth) {
    int kind = random.nextInt(depth < DEEPEST ? 10 : 5);
    return switch (kind) {
      case 0 -> json.nullNode();
      case 1 -> json.booleanNode(random.nextBoolean());
      case 2 -> json.numberNode(new BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size()))));
      case 3, 4 -> json.textNode(word());
      case 5, 6 -> object(depth);
      default -> {
        ArrayNode array = json.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(node(depth + 1));
        }
        yield array;
      }
    };
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}
