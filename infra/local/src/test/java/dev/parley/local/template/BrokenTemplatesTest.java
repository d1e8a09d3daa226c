package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the local cloud cannot run is an error that names its place in the template. */
class BrokenTemplatesTest {
  private static final String API =
      """
        Web:
          Type: AWS::Serverless::HttpApi
      """;

  static Stream<Arguments> brokenProperties() {
    return Stream.of(
        function("Tracing: Active", "Properties.Tracing is not understood by the local cloud"),
        function("Timeout: 901", "Properties.Timeout is 901, not a whole number from 1 to 900"),
        function("Timeout: soon", "Properties.Timeout is 'soon', not a number"),
        function("MemorySize: 1.5", "Properties.MemorySize is 1.5, not a whole number"),
        function("Environment: {Vars: {A: b}}", "Properties.Environment.Vars is not understood"),
        function(
            "Environment: {Variables: {AWS_REGION: x}}",
            "Properties.Environment.Variables.AWS_REGION is reserved by Lambda"),
        function(
            "Environment: {Variables: {LIST: [a]}}",
            "Properties.Environment.Variables.LIST is not a text"),
        function("Policies: !Ref Nothing", "Properties.Policies refers to Nothing, which is"),
        function("Policies: !Sub '${Nothing.Arn}'", "Properties.Policies refers to Nothing,"),
        function("Policies: !GetAtt Web.Colour", "asks for Web.Colour, which its resource"),
        function("Policies: !Ref AWS::NotificationARNs", "refers to AWS::NotificationARNs, unkn"),
        function("Policies: !FindInMap [a, b, c]", "uses the function FindInMap, unknown to the"),
        function("Policies: {'Fn::Cidr': [a]}", "uses the function Cidr, unknown to the"),
        function("Policies: !If [Never, a, b]", "names the condition Never, which is not declared"),
        function(
            "Policies: [null]", "Properties.Policies[0] is null, which CloudFormation refuses"),
        function("Policies: !Join [a]", "Properties.Policies gives Join something else than"),
        function("Policies: !Select [2, [a, b]]", "Properties.Policies selects item 2 of 2"),
        function("Policies: !Split ['', a]", "Properties.Policies gives Split something else"),
        function("Policies: !Sub '${Open'", "Properties.Policies opens ${ and never closes it"),
        function("Policies: !Sub '${AWS::NoValue}'", "puts ${AWS::NoValue} into a text"),
        function("Policies: !Equals [a, b]", "uses Equals, which belongs into Conditions"));
  }

  static Stream<Arguments> brokenEvents() {
    return Stream.of(
        function(
            "Events: {E: {Type: Kinesis, Properties: {Stream: s}}}",
            "Properties.Events.E.Type is Kinesis, an event unknown to the local cloud"),
        function(
            "Events: {E: {Type: HttpApi, Properties: {Method: GET, Path: /a}}}",
            "Properties.Events.E.Properties.ApiId is missing"),
        function(
            "Events: {E: {Type: HttpApi, Properties: {ApiId: !Ref Web, Method: GET, Path: a}}}",
            "Properties.Events.E.Properties.Path is 'a' and does not begin with /"),
        function(
            "Events: {E: {Type: HttpApi, Properties: {ApiId: x, Method: GET, Path: /a}}}",
            "Properties.Events.E.Properties.ApiId is x, not an HTTP API of this template"),
        function(
            "Events: {E: {Type: HttpApi, Properties: {ApiId: !Ref Web, Method: GET, Path: /a,"
                + " Auth: {Authorizer: Nobody}}}}",
            "Properties.Events.E.Properties.Auth.Authorizer names Nobody, which is not declared"));
  }

  private static Arguments function(String property, String finding) {
    return Arguments.of(property, finding);
  }

  @ParameterizedTest
  @MethodSource({"brokenProperties", "brokenEvents"})
  void aBrokenPropertyIsNamedWithItsPath(String property, String finding) {
    var template = TemplateText.resources(TemplateText.FUNCTION + "      " + property + "\n" + API);
    assertThat(template.findings())
        .singleElement()
        .asString()
        .startsWith("template.yaml: Resources.Greet.Properties")
        .contains(finding)
        .endsWith("(line 9)");
  }

  static Stream<Arguments> brokenTemplates() {
    return Stream.of(
        Arguments.of("- a\n- b", "template.yaml: is not a map of sections"),
        Arguments.of("a: [", "template.yaml: is not YAML at line 1"),
        Arguments.of("a: &x [*x]", "template.yaml: is not YAML: it is nested"),
        Arguments.of("Resources:", "template.yaml: Resources is not a map of resources"),
        Arguments.of("Mappings: {}\nResources: {}", "Mappings is not understood"),
        Arguments.of("Transform: Own\nResources: {}", "Transform is not understood"),
        Arguments.of("Globals: {Api: {}}\nResources: {}", "Globals.Api is not understood"),
        Arguments.of(
            "Globals: {Function: {Policies: []}}\nResources: {}",
            "Globals.Function.Policies is not allowed for all functions"),
        Arguments.of("Resources: {A: {}}", "Resources.A.Type is missing"),
        Arguments.of(
            "Resources: {A: {Type: AWS::Kinesis::Stream}}",
            "Resources.A.Type is AWS::Kinesis::Stream, a type unknown to the local cloud"),
        Arguments.of(
            "Resources: {A: {Type: AWS::Lambda::EventSourceMapping}}", "a type unknown to the loc"),
        Arguments.of("Resources: {A: {Type: AWS::SSM::Parameter}}", "a type unknown to the local"),
        Arguments.of(
            "Resources: {A: {Type: AWS::Logs::LogGroup, CreationPolicy: {}}}",
            "Resources.A.CreationPolicy is not understood"),
        Arguments.of(
            "Resources: {A: {Type: AWS::Logs::LogGroup, DeletionPolicy: Keep}}",
            "Resources.A.DeletionPolicy is 'Keep', not one of"),
        Arguments.of(
            "Resources: {A: {Type: AWS::Logs::LogGroup, Condition: C}}",
            "Resources.A.Condition names the condition C, which is not declared"),
        Arguments.of(
            "Resources: {A: {Type: AWS::Logs::LogGroup, DependsOn: B}}",
            "Resources.A.DependsOn names B, which is not a resource"),
        Arguments.of(
            "Resources: {A: {Type: AWS::Logs::LogGroup}, A: {Type: AWS::Logs::LogGroup}}",
            "Resources.A is written twice"),
        Arguments.of(
            "Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}\nResources: {}",
            "Conditions.A depends on itself: A -> B"),
        Arguments.of(
            "Conditions: {A: !Equals [!Ref B, x]}\nResources: {B: {Type: AWS::Logs::LogGroup}}",
            "refers to B, which is not a parameter"),
        Arguments.of("Conditions: {A: yes}\nResources: {}", "Conditions.A is not a condition"),
        Arguments.of("Resources: {}\nOutputs: {O: {}}", "Outputs.O.Value is missing"),
        Arguments.of("Resources: {}\nOutputs: {O: {Value: [a]}}", "Outputs.O.Value is not a text"));
  }

  @ParameterizedTest
  @MethodSource("brokenTemplates")
  void aBrokenTemplateIsRefused(String yaml, String finding) {
    assertThat(new TemplateText(yaml).findings()).singleElement().asString().contains(finding);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::SQS::Queue, QueueName: same",
    "AWS::SNS::Topic, TopicName: same",
    "AWS::S3::Bucket, BucketName: same",
    "AWS::DynamoDB::Table, 'AttributeDefinitions: [{AttributeName: id, AttributeType: S}],"
        + " KeySchema: [{AttributeName: id, KeyType: HASH}], TableName: same'",
    "AWS::Serverless::Function, 'Runtime: java25, Handler: a.B, CodeUri: a.jar,"
        + " FunctionName: same'"
  })
  @Conforms("sqs-name-once")
  void twoOfOneNameAreRefused(String type, String properties) {
    String one = "  %s: {Type: " + type + ", Properties: {" + properties + "}}\n";
    String two = one.formatted("A") + one.formatted("B");
    assertThat(TemplateText.resources(two).findings())
        .singleElement()
        .isEqualTo("template.yaml: Resources.B has the name same, as A has (line 3)");
    assertThat(TemplateText.resources(two.replaceFirst("same", "other")).resolve()).isNotNull();
  }

  @Test
  void findingsAreReportedTogether() {
    var template =
        TemplateText.resources(
            TemplateText.FUNCTION
                + "      Tracing: Active\n      Timeout: 0\n  Q: {Type: AWS::Kinesis::Stream}\n");
    assertThat(template.findings()).hasSize(3);
  }

  @Test
  void aGlobalMistakeIsReportedOnceAtItsOwnPlace() {
    String second = TemplateText.FUNCTION.replace("Greet:", "Leave:");
    var template =
        new TemplateText(
            "Globals: {Function: {Tracing: Active}}\nResources:\n"
                + TemplateText.FUNCTION
                + second);
    assertThat(template.findings())
        .containsExactly(
            "template.yaml: Globals.Function.Tracing is not understood by the local cloud (line"
                + " 1)");
  }

  @Test
  void aFunctionThatWaitsForTheApiThatWaitsForItIsACircle() {
    var template =
        TemplateText.resources(
            API
                + TemplateText.FUNCTION
                + """
                      Environment: {Variables: {API: !Ref Web}}
                      Events:
                        E: {Type: HttpApi, Properties: {ApiId: !Ref Web, Method: GET, Path: /a}}
                """);
    assertThat(template.findings())
        .singleElement()
        .asString()
        .contains("depend on each other: ")
        .contains("Greet -> Web -> Greet");
  }

  @Test
  void aResourceThatRefersToItselfIsACircle() {
    var template =
        TemplateText.resources(
            TemplateText.FUNCTION + "      Environment: {Variables: {ME: !GetAtt Greet.Arn}}\n");
    assertThat(template.findings()).singleElement().asString().contains("Greet -> Greet");
  }

  @Test
  void aReferenceToAResourceThatIsLeftOutIsRefused() {
    var template =
        new TemplateText(
            """
            Conditions: {Never: !Equals [a, b]}
            Resources:
              Log: {Type: AWS::Logs::LogGroup, Condition: Never}
            Outputs: {O: {Value: !Ref Log}}
            """);
    assertThat(template.findings())
        .singleElement()
        .asString()
        .contains("Outputs.O.Value refers to Log, which its condition leaves out");
  }

  @Test
  void aReferenceToNothingIsFoundAlsoWhereNothingIsResolvedNow() {
    var template =
        new TemplateText(
            """
            Conditions: {Never: !Equals [a, b]}
            Resources:
              Log:
                Type: AWS::Logs::LogGroup
                Condition: Never
                Properties: {Tags: !Sub ['${own}${Nowhere.Arn}${!Literal}', {own: !Ref Nobody}]}
            Outputs: {O: {Value: !If [Never, !GetAtt [Nothing, Arn], b]}}
            """);
    assertThat(template.findings())
        .hasSize(3)
        .anyMatch(it -> it.contains("Resources.Log.Properties.Tags refers to Nowhere, which is"))
        .anyMatch(it -> it.contains("refers to Nobody, which is neither"))
        .anyMatch(it -> it.contains("Outputs.O.Value") && it.contains("refers to Nothing, which"));
  }

  @Test
  void anAliasThatNobodyPublishesCannotBeReferredTo() {
    var template =
        new TemplateText(
            "Resources:\n"
                + TemplateText.FUNCTION.replace("      AutoPublishAlias: live\n", "")
                + "Outputs: {O: {Value: !Ref Greet.Alias}}");
    assertThat(template.findings()).singleElement().asString().contains("asks for Greet.Alias");
  }
}
