package dev.parley.local.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.Conforms;
import dev.parley.local.pattern.FilterPolicy.Attribute;
import dev.parley.local.pattern.FilterPolicy.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Filter policies answer as moto was recorded to, except where AWS documents another answer. */
class RecordedPoliciesTest {
  /** A row; {@code aws} and {@code rule} are empty where moto is right. */
  private record Recorded(
      String scope, String policy, String message, String moto, String aws, String rule) {
    static Recorded read(String line) {
      String[] cells = line.split("\t", -1);
      assertThat(cells).as(line).hasSize(6);
      return new Recorded(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
    }

    String expected() {
      return aws.isEmpty() ? moto : aws;
    }
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @MethodSource("rows")
  @Conforms({"sns-filter", "sns-filter-body", "sns-filter-limits"})
  void aPolicyAnswersAsRecorded(Recorded row) throws JsonProcessingException {
    assertThat(answer(row)).isEqualTo(row.expected());
  }

  @Test
  void theTableIsBigAndSaysWhyWhereMotoIsWrong() {
    assertThat(rows()).hasSizeGreaterThanOrEqualTo(300).doesNotHaveDuplicates();
    assertThat(rows())
        .allSatisfy(
            row -> {
              assertThat(row.scope()).isIn("attributes", "body");
              assertThat(row.moto()).isIn("matched", "not", "refused", "broken");
              assertThat(row.aws().isEmpty()).isEqualTo(row.rule().isEmpty());
              assertThat(row.aws()).isIn("", "matched", "not", "refused");
              assertThat(row.aws()).isNotEqualTo(row.moto());
            });
    // Most rows must be moto's own answers, or the table is no oracle.
    assertThat(rows().filter(row -> row.aws().isEmpty()).count()).isGreaterThan(220);
  }

  private static Stream<Recorded> rows() {
    try (var resource = RecordedPoliciesTest.class.getResourceAsStream("filter-policies.tsv")) {
      List<String> lines =
          new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return lines.stream().filter(line -> !line.startsWith("#")).map(Recorded::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String answer(Recorded row) throws JsonProcessingException {
    boolean body = row.scope().equals("body");
    FilterPolicy policy;
    try {
      policy =
          FilterPolicy.parse(row.policy(), body ? Scope.MESSAGE_BODY : Scope.MESSAGE_ATTRIBUTES);
    } catch (PatternException e) {
      return "refused";
    }
    boolean matches =
        body
            ? policy.matches(Map.of(), row.message())
            : policy.matches(attributes(row.message()), "m");
    return matches ? "matched" : "not";
  }

  private static Map<String, Attribute> attributes(String message) throws JsonProcessingException {
    Map<String, Attribute> attributes = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : MAPPER.readTree(message).properties()) {
      JsonNode given = field.getValue();
      attributes.put(
          field.getKey(), new Attribute(given.get(0).textValue(), given.get(1).textValue()));
    }
    return attributes;
  }
}
