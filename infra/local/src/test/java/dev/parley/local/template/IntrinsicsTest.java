package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicsTest {
  private static final String RESOURCES =
      """
      Parameters: {Name: {Type: String, Default: Ada}}
      Conditions:
        IsAda: !Equals [!Ref Name, Ada]
        IsNot: !Not [{Condition: IsAda}]
        Both: !And [!Condition IsAda, !Condition IsNot]
        Any: {'Fn::Or': [!Condition IsAda, {'Fn::Equals': [a, b]}]}
      Resources:
        Notes:
          Type: AWS::DynamoDB::Table
          Properties:
            TableName: !Sub 'notes-of-${Name}'
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
            StreamSpecification: {StreamViewType: KEYS_ONLY}
        Log: {Type: AWS::Logs::LogGroup}
        Web: {Type: AWS::Serverless::HttpApi}
        Pool: {Type: AWS::Cognito::UserPool}
      """
          + TemplateText.FUNCTION;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain | plain",
        "30 | 30",
        "!Ref Name | Ada",
        "{Ref: Name} | Ada",
        "!Sub 'I am ${Name}' | I am Ada",
        "!Sub '${!Name} is ${Name}' | ${Name} is Ada",
        "!Sub ['${a}-${Name}', {a: !Ref Notes}] | notes-of-Ada-Ada",
        "{'Fn::Sub': '${AWS::Region}/${AWS::AccountId}'} | us-east-1/123456789012",
        "!Sub '${AWS::Partition} ${AWS::URLSuffix} ${AWS::StackName}'"
            + " | aws amazonaws.com parley-local",
        "!Join ['', [a, !Ref Name]] | aAda",
        "!Join [',', [a, !Ref AWS::NoValue, b]] | a,b",
        "!Select [1, [a, b]] | b",
        "!Select ['0', !Split ['-', x-y]] | x",
        "!Join ['+', !Split ['.', a.b.c]] | a+b+c",
        "!If [IsAda, a, b] | a",
        "!If [IsNot, a, b] | b",
        "!If [Both, a, b] | b",
        "{'Fn::If': [Any, a, b]} | a",
        "!GetAtt Notes.Arn | arn:aws:dynamodb:us-east-1:123456789012:table/notes-of-Ada",
        "{'Fn::GetAtt': [Notes, Arn]}"
            + " | arn:aws:dynamodb:us-east-1:123456789012:table/notes-of-Ada",
        "!Select [1, !Split [/stream/, !GetAtt Notes.StreamArn]] | 2026-01-01T00:00:00.000",
      })
  void aFunctionOfCloudFormationHasItsValue(String written, String value) {
    assertThat(TemplateText.valueOf(RESOURCES, written)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!GetAtt Greet.Arn"
            + " | arn:aws:lambda:us-east-1:123456789012:function:parley-local-Greet-[0-9A-Z]{12}",
        "!Ref Greet.Alias"
            + " | arn:aws:lambda:us-east-1:123456789012:function:parley-local-Greet-.{12}:live",
        "!Ref Greet | parley-local-Greet-[0-9A-Z]{12}",
        "!Ref Web | [a-z0-9]{10}",
        "!Ref Pool | us-east-1_[a-z0-9]{9}",
        "!GetAtt Log.Arn | arn:aws:logs:us-east-1:123456789012:log-group:parley-local-Log-.*",
        "!GetAtt Web.ApiEndpoint | https://[a-z0-9]{10}.execute-api.us-east-1.amazonaws.com",
        "!GetAtt Pool.ProviderURL"
            + " | https://cognito-idp.us-east-1.amazonaws.com/us-east-1_[a-z0-9]{9}",
      })
  void aReferenceLooksLikeThatOfAws(String written, String pattern) {
    assertThat(TemplateText.valueOf(RESOURCES, written))
        .matches(pattern)
        .isEqualTo(TemplateText.valueOf(RESOURCES, written));
  }

  @Test
  void anAddressOfTheTemplateBecomesLocalAndOthersStay() {
    String api = TemplateText.valueOf(RESOURCES, "!Ref Web");
    String pool = TemplateText.valueOf(RESOURCES, "!Ref Pool");
    var addresses = Addresses.none().api(api, "127.0.0.1", 4711).pool(pool, "127.0.0.1", 4713);
    var outputs =
        new TemplateText(
                RESOURCES
                    + """
                    Outputs:
                      Rest:
                        Value: !Sub 'https://${Web}.execute-api.${AWS::Region}.amazonaws.com/a'
                      Socket:
                        Value: !Join
                          - ''
                          - ['wss://', !Ref Web, .execute-api.us-east-1.amazonaws.com]
                      Issuer: {Value: !Sub 'https://cognito-idp.us-east-1.amazonaws.com/${Pool}'}
                      Other: {Value: https://abcdefghij.execute-api.us-east-1.amazonaws.com}
                      Arn: {Value: !Sub 'arn:aws:execute-api:us-east-1:1:${Web}/live'}
                    """)
            .resolve(Map.of(), addresses)
            .outputs();
    assertThat(outputs)
        .containsEntry("Rest", "http://127.0.0.1:4711/a")
        .containsEntry("Socket", "ws://127.0.0.1:4711")
        .containsEntry("Issuer", "http://127.0.0.1:4713/" + pool)
        .containsEntry("Other", "https://abcdefghij.execute-api.us-east-1.amazonaws.com")
        .containsEntry("Arn", "arn:aws:execute-api:us-east-1:1:" + api + "/live");
  }

  @Test
  void globalsAreMergedAsSamDoesIt() {
    var stack =
        new TemplateText(
                """
                Globals:
                  Function:
                    Runtime: java25
                    CodeUri: sample.jar
                    Timeout: 15
                    MemorySize: 1024
                    Environment: {Variables: {ONE: global, TWO: global}}
                Resources:
                  Greet:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: sample.Greet
                      Timeout: 5
                      Environment: {Variables: {TWO: own, SIX: own}}
                  Leave:
                    Type: AWS::Serverless::Function
                    Properties: {Handler: sample.Leave}
                """)
            .resolve();
    var greet = stack.functions().getFirst();
    assertThat(greet.timeout()).hasSeconds(5);
    assertThat(greet.memoryMegabytes()).isEqualTo(1024);
    assertThat(greet.environment())
        .containsEntry("ONE", "global")
        .containsEntry("TWO", "own")
        .containsEntry("SIX", "own")
        .containsEntry("AWS_REGION", "us-east-1")
        .containsEntry("AWS_LAMBDA_FUNCTION_NAME", greet.name())
        .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    assertThat(stack.functions().getLast().environment())
        .containsEntry("TWO", "global")
        .doesNotContainKey("SIX");
  }

  @Test
  void aResourceWhoseConditionDoesNotHoldIsNotThere() {
    var template =
        new TemplateText(
            """
            Parameters: {Make: {Type: String, Default: 'false'}}
            Conditions: {Wanted: !Equals [!Ref Make, 'true']}
            Resources:
              Pool: {Type: AWS::Cognito::UserPool, Condition: Wanted}
            Outputs: {Id: {Condition: Wanted, Value: !Ref Pool}}
            """);
    assertThat(template.resolve().userPools()).isEmpty();
    assertThat(template.resolve().outputs()).isEmpty();
    assertThat(template.resolve(Map.of("Make", "true")).userPools()).hasSize(1);
  }
}
