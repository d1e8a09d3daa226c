package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What SQS would refuse at the deployment, and what is not served, is refused at the start. */
class BrokenQueuesTest {
  private static final String GOOD =
      """
        Lost: {Type: AWS::SQS::Queue}
        LostSteps: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
        Work:
          Type: AWS::SQS::Queue
          Properties:
            QueueName: work
            RedrivePolicy: {deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 5}
        Steps:
          Type: AWS::SQS::Queue
          Properties:
            QueueName: steps.fifo
            FifoQueue: true
            RedrivePolicy: {deadLetterTargetArn: !GetAtt LostSteps.Arn, maxReceiveCount: 1000}
        Policy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Work]
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Principal: {Service: sns.amazonaws.com}
                  Action: sqs:SendMessage
                  Resource: !GetAtt Work.Arn
                  Condition: {ArnEquals: {'aws:SourceArn': 'arn:x'}}
      """;

  static Stream<Arguments> brokenQueues() {
    return Stream.of(
        work("DelaySeconds: 901", "Properties.DelaySeconds is 901, not a whole number from 0 to"),
        work(
            "VisibilityTimeout: 43201", "VisibilityTimeout is 43201, not a whole number from 0 to"),
        work("MessageRetentionPeriod: 59", "is 59, not a whole number from 60 to 1209600"),
        work("MessageRetentionPeriod: 1209601", "is 1209601, not a whole number from 60"),
        work("MaximumMessageSize: 1023", "is 1023, not a whole number from 1024 to 1048576"),
        work("MaximumMessageSize: 1048577", "is 1048577, not a whole number from 1024"),
        work("ReceiveMessageWaitTimeSeconds: 21", "is 21, not a whole number from 0 to 20"),
        work("ContentBasedDeduplication: true", "is for FIFO queues only"),
        work("DeduplicationScope: messageGroup", "DeduplicationScope is 'messageGroup', not one"),
        work("FifoThroughputLimit: perMessageGroupId", "'perMessageGroupId', not one of"),
        work("Colour: red", "Resources.Work.Properties.Colour is not understood"),
        work("RedriveAllowPolicy: {}", "RedriveAllowPolicy.redrivePermission is missing"),
        work("RedriveAllowPolicy: nobody", "RedriveAllowPolicy is a text and no JSON object"),
        work(
            "RedriveAllowPolicy: {redrivePermission: byQueue}",
            "RedriveAllowPolicy.sourceQueueArns are 1 to 10 queues with byQueue, and none other"),
        work(
            "RedriveAllowPolicy: '{\"redrivePermission\": \"some\"}'",
            "redrivePermission is 'some', not one of [allowAll, denyAll, byQueue]"),
        broken("QueueName: steps.fifo", "QueueName: steps", "a FIFO queue's name ends in .fifo"),
        broken("QueueName: work", "QueueName: work.fifo", "QueueName is 'work.fifo', not 1 to 80"),
        broken("QueueName: work", "QueueName: w" + "o".repeat(80), "', not 1 to 80 letters"));
  }

  static Stream<Arguments> brokenRedrives() {
    return Stream.of(
        broken("maxReceiveCount: 5", "maxReceiveCount: 0", "is 0, not a whole number from 1 to"),
        broken("maxReceiveCount: 1000", "maxReceiveCount: 1001", "is 1001, not a whole number"),
        broken(", maxReceiveCount: 5", "", "RedrivePolicy.maxReceiveCount is missing"),
        broken("maxReceiveCount: 5", "maxReceiveCount: 5, a: b", "RedrivePolicy.a is not underst"),
        broken(
            "deadLetterTargetArn: !GetAtt Lost.Arn",
            "deadLetterTargetArn: 'arn:aws:sqs:us-east-1:123456789012:other'",
            "deadLetterTargetArn is arn:aws:sqs:us-east-1:123456789012:other, not the ARN of a"),
        broken(
            "!GetAtt Lost.Arn",
            "!GetAtt LostSteps.Arn",
            "Resources.Work.Properties.RedrivePolicy.deadLetterTargetArn is a FIFO queue, and the"),
        broken(
            "!GetAtt LostSteps.Arn",
            "!GetAtt Lost.Arn",
            "Resources.Steps.Properties.RedrivePolicy.deadLetterTargetArn is no FIFO queue, and"),
        broken(
            "Lost: {Type: AWS::SQS::Queue}",
            "Lost: {Type: AWS::SQS::Queue, Properties: {RedriveAllowPolicy:"
                + " {redrivePermission: denyAll}}}",
            "Resources.Work.Properties.RedrivePolicy names a queue whose RedriveAllowPolicy does"),
        broken(
            "Lost: {Type: AWS::SQS::Queue}",
            "Lost: {Type: AWS::SQS::Queue, Properties: {RedriveAllowPolicy:"
                + " {redrivePermission: byQueue, sourceQueueArns: ['arn:x']}}}",
            "Resources.Work.Properties.RedrivePolicy names a queue whose RedriveAllowPolicy does"));
  }

  static Stream<Arguments> brokenPolicies() {
    return Stream.of(
        broken("Queues: [!Ref Work]", "Queues: [work]", "Queues have work, not the URL of a queue"),
        broken("      Queues: [!Ref Work]\n", "", "Policy.Properties.Queues is missing"),
        broken("Effect: Allow", "Effect: Permit", "Statement[0].Effect is 'Permit', not one of"),
        broken("Effect: Allow", "Sid: a", "PolicyDocument.Statement[0].Effect is missing"),
        broken("Action: sqs:", "NotAction: sqs:", "Statement[0].NotAction is not understood"),
        broken("Principal: {Service: s", "Principal: {Robot: s", "Principal.Robot is not unders"),
        broken(
            "Principal: {Service: sns.amazonaws.com}", "Principal: me", "Principal is 'me', nei"),
        broken("ArnEquals:", "IpAddress:", "Condition.IpAddress is not understood"),
        broken("'aws:SourceArn':", "'aws:SourceVpc':", "aws:SourceVpc is not understood"),
        broken("ArnEquals:", "Bool:", "Condition.Bool.aws:SourceArn is not understood"),
        broken("aws:SourceArn", "aws:SecureTransport", "aws:SecureTransport is not understood"),
        broken(
            "ArnEquals: {'aws:SourceArn': 'arn:x'}",
            "Bool: {'aws:SecureTransport': 'no'}",
            "Bool.aws:SecureTransport is [no], not true or false"),
        broken("Statement:", "States:", "PolicyDocument.Statement is missing"));
  }

  private static Arguments work(String property, String finding) {
    return broken("QueueName: work", "QueueName: work\n      " + property, finding);
  }

  private static Arguments broken(String good, String bad, String finding) {
    return Arguments.of(good, bad, finding);
  }

  @ParameterizedTest
  @MethodSource({"brokenQueues", "brokenRedrives", "brokenPolicies"})
  @Conforms("sqs-settings")
  void aBrokenQueueIsRefused(String good, String bad, String finding) {
    assertThat(GOOD).contains(good);
    assertThat(TemplateText.resources(GOOD.replace(good, bad)).findings())
        .anySatisfy(it -> assertThat(it).contains(finding));
  }

  @Test
  void whatIsRightIsTaken() {
    assertThat(TemplateText.resources(GOOD).resolve().queues()).hasSize(4);
  }

  @Test
  void aGeneratedNameIsShortEnough() {
    String id = "A".repeat(90);
    var stack =
        TemplateText.resources(
                "  %s: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}\n".formatted(id)
                    + "  %s: {Type: AWS::S3::Bucket}\n".formatted("B".repeat(90)))
            .resolve();
    assertThat(stack.queues().getFirst().name()).hasSize(80).endsWith(".fifo");
    assertThat(stack.buckets().getFirst().name()).hasSize(63).matches("[a-z0-9-]*");
  }
}
