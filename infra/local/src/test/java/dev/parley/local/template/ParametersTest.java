package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
  private static TemplateText with(String parameter) {
    return new TemplateText(
        "Parameters: {P: {%s}}\nResources: {}\nOutputs: {V: {Value: !Ref P}}".formatted(parameter));
  }

  @Test
  void aDefaultStandsInForAValue() {
    assertThat(with("Type: String, Default: a").resolve().outputs()).containsEntry("V", "a");
  }

  @Test
  void aGivenValueOverridesTheDefault() {
    var template = with("Type: String, Default: a");
    assertThat(template.resolve(Map.of("P", "b")).outputs()).containsEntry("V", "b");
  }

  @Test
  void aMissingValueIsRefused() {
    assertThat(with("Type: String").findings())
        .singleElement()
        .asString()
        .contains("Parameters.P has no value: it has no default and none is given");
  }

  @Test
  void anUnknownOverrideIsRefused() {
    assertThat(with("Type: String, Default: a").findings(Map.of("Q", "b")))
        .containsExactly("template.yaml: Parameters.Q is given but not declared");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Type: String, AllowedValues: [a, b] | c | is 'c', not one of [a, b]",
        "Type: Number, AllowedValues: [1, 7] | 2 | is '2', not one of [1, 7]",
        "Type: Number | one | is 'one', not a number",
        "Type: Number, MinValue: 3 | 2 | is '2', less than 3",
        "Type: Number, MaxValue: 3 | 4 | is '4', more than 3",
        "Type: String, MinLength: 3 | ab | is 'ab', shorter than 3",
        "Type: String, MaxLength: 1 | ab | is 'ab', longer than 1",
        "Type: String, AllowedPattern: '[0-9]+' | ab | is 'ab', which does not match [0-9]+",
        "Type: List<Number> | 1 | Type is List<Number>, not one of",
        "Type: String, Colour: red | a | Colour is not understood by the local cloud",
      })
  void anUnfitValueIsRefused(String parameter, String value, String finding) {
    assertThat(with(parameter).findings(Map.of("P", value)))
        .singleElement()
        .asString()
        .startsWith("template.yaml: Parameters.P")
        .contains(finding);
  }

  @Test
  void aListIsSplitAtItsCommas() {
    var template =
        new TemplateText(
            """
            Parameters: {P: {Type: CommaDelimitedList, Default: 'a, b'}}
            Resources: {}
            Outputs: {V: {Value: !Join ['+', !Ref P]}}
            """);
    assertThat(template.resolve().outputs()).containsEntry("V", "a+b");
  }
}
