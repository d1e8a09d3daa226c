package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What DynamoDB would refuse at the deployment is refused at the start. */
class BrokenTablesTest {
  private static final String GOOD_TABLE =
      """
        Notes:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
      """;

  static Stream<Arguments> brokenTables() {
    return Stream.of(
        Arguments.of("KeyType: HASH", "KeyType: FIRST", "KeySchema[0].KeyType is 'FIRST'"),
        Arguments.of("KeyType: HASH", "KeyType: RANGE", "KeySchema is not one HASH and at most"),
        Arguments.of("AttributeType: S", "AttributeType: T", "[0].AttributeType is 'T', not one"),
        Arguments.of(
            "[{AttributeName: id, AttributeType: S}]",
            "[{AttributeName: di, AttributeType: S}]",
            "Properties.AttributeDefinitions are not exactly the key attributes [id]"),
        Arguments.of(
            "Properties:",
            "Properties:\n      StreamSpecification: {}",
            "StreamSpecification.StreamViewType is missing"),
        Arguments.of(
            "Properties:",
            "Properties:\n      TimeToLiveSpecification: {Enabled: true}",
            "TimeToLiveSpecification.AttributeName is missing"),
        Arguments.of(
            "Properties:",
            "Properties:\n      ImportSourceSpecification: {}",
            "Properties.ImportSourceSpecification is not understood"));
  }

  @ParameterizedTest
  @MethodSource("brokenTables")
  void aBrokenTableIsRefused(String good, String bad, String finding) {
    assertThat(GOOD_TABLE).contains(good);
    assertThat(TemplateText.resources(GOOD_TABLE.replace(good, bad)).findings())
        .anySatisfy(it -> assertThat(it).contains("Resources.Notes.").contains(finding));
  }
}
