package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS takes and what then does not work as it looks is a warning, not an error. */
class WarningsTest {
  private static final String GOOD =
      TemplateText.FUNCTION
          + """
                Timeout: 5
                Events:
                  Job:
                    Type: SQS
                    Properties: {Queue: !GetAtt Work.Arn, MaximumBatchingWindowInSeconds: 20}
            Work:
              Type: AWS::SQS::Queue
              Properties: {VisibilityTimeout: 50}
            News: {Type: AWS::SNS::Topic}
            Other: {Type: AWS::SNS::Topic}
            NewsToWork:
              Type: AWS::SNS::Subscription
              Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Work.Arn}
            NewsToGreet:
              Type: AWS::SNS::Subscription
              Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !Ref Greet.Alias}
            MayCall:
              Type: AWS::Lambda::Permission
              Properties:
                Action: lambda:InvokeFunction
                FunctionName: !Ref Greet.Alias
                Principal: sns.amazonaws.com
                SourceArn: !Ref News
            MaySend:
              Type: AWS::SQS::QueuePolicy
              Properties:
                Queues: [!Ref Work]
                PolicyDocument:
                  Statement:
                    - Effect: Allow
                      Principal: {Service: sns.amazonaws.com}
                      Action: sqs:SendMessage
                      Resource: !GetAtt Work.Arn
                      Condition: {ArnEquals: {'aws:SourceArn': !Ref News}}
          """;

  private static List<String> warnings(String good, String bad) {
    assertThat(GOOD).contains(good);
    return TemplateText.resources(GOOD.replace(good, bad)).resolve().warnings();
  }

  @Test
  void whatIsRightIsNotWarnedOf() {
    assertThat(TemplateText.resources(GOOD).resolve().warnings()).isEmpty();
  }

  @Test
  @Conforms("sqs-visibility-advice")
  void aVisibilityTimeoutBelowSixTimesTheFunctionsTimeoutAndTheWindowIsWarnedOf() {
    assertThat(warnings("VisibilityTimeout: 50", "VisibilityTimeout: 49"))
        .containsExactly(
            "template.yaml: Resources.Greet.Properties.Events.Job.Properties.Queue is a queue with"
                + " a VisibilityTimeout of 49 s, and AWS advises 6 times the function's Timeout and"
                + " the window: 50 s (line 13)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Effect: Allow | Effect: Deny",
        "Service: sns.amazonaws.com | Service: events.amazonaws.com",
        "Action: sqs:SendMessage | Action: sqs:ReceiveMessage",
        "Resource: !GetAtt Work.Arn | Resource: 'arn:aws:sqs:us-east-1:123456789012:other'",
        "'aws:SourceArn': !Ref News | 'aws:SourceArn': !Ref Other",
        "'aws:SourceArn': !Ref News | 'aws:SourceAccount': '210987654321'",
        "ArnEquals: {'aws:SourceArn': !Ref News} | StringEquals: {'aws:SourceArn': 'arn:aws:*'}",
      })
  @Conforms("sns-silent-drops")
  void aQueueWhosePolicyDoesNotLetTheTopicSendIsWarnedOf(String good, String bad) {
    assertThat(warnings(good, bad))
        .singleElement()
        .asString()
        .contains("Resources.NewsToWork.Properties.Endpoint is a queue without a policy that lets")
        .contains("sns.amazonaws.com send messages of this topic: AWS drops them");
  }

  @Test
  @Conforms("sns-silent-drops")
  void aDeadLetterQueueNeedsAPolicyToo() {
    String redrive = ", RedrivePolicy: {deadLetterTargetArn: !GetAtt Work.Arn}}";
    String greet = "TopicArn: !Ref News, Protocol: lambda, Endpoint: !Ref Greet.Alias";
    assertThat(warnings(greet + "}", greet + redrive)).isEmpty();
    String others = greet.replace("News", "Other") + redrive;
    assertThat(warnings(greet + "}", others))
        .anyMatch(it -> it.contains("RedrivePolicy.deadLetterTargetArn is a queue without a pol"));
  }

  @ParameterizedTest
  @CsvSource({"false, true", "true, false", "'[false, true]', false"})
  @Conforms("sqs-secure-transport")
  void whatIsDeliveredHereCountsAsSecure(String refused, boolean delivered) {
    String deny =
        """
                  - Effect: Deny
                    Principal: '*'
                    Action: 'sqs:*'
                    Resource: !GetAtt Work.Arn
                    Condition: {Bool: {'aws:secureTransport': %s}}
        """
            .formatted(refused);
    assertThat(TemplateText.resources(GOOD + deny).resolve().warnings().isEmpty())
        .isEqualTo(delivered);
  }

  @Test
  void ofTwoPoliciesOfAQueueOnlyOneIsKept() {
    String again = GOOD.substring(GOOD.indexOf("  MaySend:")).replace("MaySend", "Again");
    assertThat(TemplateText.resources(GOOD + again).resolve().warnings())
        .singleElement()
        .asString()
        .contains("Resources.Again.Properties.Queues have one that has another policy, and SQS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Principal: '*'",
        "Principal: {AWS: '*'}",
        "Principal: {Service: [events.amazonaws.com, sns.amazonaws.com]}"
      })
  void aPolicyMayNameEverybody(String principal) {
    assertThat(warnings("Principal: {Service: sns.amazonaws.com}", principal)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Action: [sqs:Get*, SQS:Send*]",
        "Action: 'sqs:*'",
        "Action: sqs:SendMessag?",
      })
  void aPolicyMayUseWildcards(String action) {
    assertThat(warnings("Action: sqs:SendMessage", action)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FunctionName: !Ref Greet.Alias | FunctionName: !Ref Greet",
        "Principal: sns.amazonaws.com | Principal: events.amazonaws.com",
        "SourceArn: !Ref News | SourceArn: !Ref Other",
      })
  @Conforms("sns-silent-drops")
  void aFunctionThatTheTopicMayNotCallIsWarnedOf(String good, String bad) {
    assertThat(warnings("      " + good + "\n", "      " + bad + "\n"))
        .singleElement()
        .asString()
        .contains("Resources.NewsToGreet.Properties.Endpoint is a function without an")
        .contains("AWS::Lambda::Permission for sns.amazonaws.com");
  }
}
