package dev.parley.local.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.pattern.FilterPolicy.Scope;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What must hold between patterns whatever they are. */
class PatternAlgebraTest {
  private static final int CASES = 4_000;
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> TEXTS = List.of("x", "xy", "y", "");

  private final JsonNodeFactory json = JsonNodeFactory.instance;

  @Test
  void orIsTheUnionOfItsAlternatives() {
    each(
        (random, event) -> {
          ObjectNode one = pattern(random);
          ObjectNode other = pattern(random);
          ObjectNode either = json.objectNode();
          either.putArray("$or").add(one).add(other);
          assertThat(matches(either, event))
              .isEqualTo(matches(one, event) || matches(other, event));
        });
  }

  @Test
  void fieldsAreTheIntersection() {
    each(
        (random, event) -> {
          ObjectNode one = json.objectNode();
          one.set("a", alternatives(random));
          ObjectNode other = json.objectNode();
          other.set("b", alternatives(random));
          ObjectNode both = json.objectNode();
          both.setAll(one);
          both.setAll(other);
          assertThat(matches(both, event)).isEqualTo(matches(one, event) && matches(other, event));
        });
  }

  @Test
  void alternativesOfAFieldAreTheUnion() {
    each(
        (random, event) -> {
          ArrayNode all = alternatives(random);
          ObjectNode pattern = json.objectNode();
          pattern.set("a", all);
          boolean any =
              all.valueStream()
                  .anyMatch(
                      one -> {
                        ObjectNode alone = json.objectNode();
                        alone.putArray("a").add(one);
                        return matches(alone, event);
                      });
          assertThat(matches(pattern, event)).isEqualTo(any);
        });
  }

  @Test
  void anythingButIsTheComplementWhereTheFieldHasOneValue() {
    each(
        (random, event) -> {
          ArrayNode values = json.arrayNode();
          values.add(text(random)).add(text(random));
          ObjectNode these = json.objectNode();
          these.set("a", values);
          ObjectNode others = json.objectNode();
          others.putArray("a").addObject().set("anything-but", values);
          if (event.path("a").isValueNode()) {
            assertThat(matches(others, event)).isNotEqualTo(matches(these, event));
          } else if (!event.has("a")) {
            assertThat(matches(others, event)).isFalse();
          }
        });
  }

  @Test
  void aFieldExistsOrDoesNot() {
    each(
        (random, event) -> {
          ObjectNode there = json.objectNode();
          there.putArray("a").addObject().put("exists", true);
          ObjectNode absent = json.objectNode();
          absent.putArray("a").addObject().put("exists", false);
          assertThat(matches(there, event)).isNotEqualTo(matches(absent, event));
        });
  }

  @Test
  void lambdaAndSnsAgreeOnFlatEvents() {
    each(
        (random, event) -> {
          ObjectNode pattern = pattern(random);
          assertThat(
                  FilterPolicy.parse(pattern.toString(), Scope.MESSAGE_BODY)
                      .matches(Map.of(), event.toString()))
              .isEqualTo(matches(pattern, event));
        });
  }

  private void each(BiConsumer<Random, ObjectNode> check) {
    long seed = Long.getLong("parley.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      ObjectNode event = event(random);
      try {
        check.accept(random, event);
      } catch (AssertionError e) {
        throw new AssertionError("-Dparley.seed=%d case %d: %s".formatted(seed, i, event), e);
      }
    }
  }

  private static boolean matches(ObjectNode pattern, ObjectNode event) {
    return EventPattern.parse(pattern.toString()).matches(event);
  }

  private ObjectNode event(Random random) {
    ObjectNode event = json.objectNode();
    for (String name : NAMES) {
      switch (random.nextInt(6)) {
        case 0 -> {}
        case 1 -> event.put(name, random.nextInt(4));
        case 2 -> event.putArray(name).add(text(random)).add(random.nextInt(4));
        case 3 -> event.putNull(name);
        default -> event.put(name, text(random));
      }
    }
    return event;
  }

  private ObjectNode pattern(Random random) {
    ObjectNode pattern = json.objectNode();
    for (String name : NAMES) {
      if (pattern.isEmpty() || random.nextBoolean()) {
        pattern.set(name, alternatives(random));
      }
    }
    return pattern;
  }

  private ArrayNode alternatives(Random random) {
    ArrayNode alternatives = json.arrayNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      switch (random.nextInt(8)) {
        case 0 -> alternatives.add(random.nextInt(4));
        case 1 -> alternatives.addObject().put("prefix", text(random));
        case 2 -> alternatives.addObject().put("suffix", text(random));
        case 3 -> alternatives.addObject().putArray("anything-but").add(text(random));
        case 4 -> alternatives.addObject().putArray("numeric").add(">").add(random.nextInt(4));
        case 5 -> alternatives.addObject().put("exists", random.nextBoolean());
        case 6 -> alternatives.addNull();
        default -> alternatives.add(text(random));
      }
    }
    return alternatives;
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
