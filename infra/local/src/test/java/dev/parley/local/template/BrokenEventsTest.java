package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Lambda and Scheduler would refuse at the deployment is refused at the start. */
class BrokenEventsTest {
  private static final String RESOURCES =
      """
        Work: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 18}}
        Steps: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
        News: {Type: AWS::SNS::Topic}
        Ordered: {Type: AWS::SNS::Topic, Properties: {FifoTopic: true}}
        Notes:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
            StreamSpecification: {StreamViewType: NEW_IMAGE}
        Still:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
      """;

  private static final String WORK = "SQS, Queue: !GetAtt Work.Arn";
  private static final String NOTES =
      "DynamoDB, Stream: !GetAtt Notes.StreamArn, StartingPosition: LATEST";
  private static final String SCHEDULE = "ScheduleV2, ScheduleExpression: rate(1 minute)";

  static Stream<Arguments> brokenQueueEvents() {
    return Stream.of(
        event("SQS, Queue: work", "Queue is work, not the ARN of a queue of this template"),
        event("SQS, BatchSize: 5", "Properties.Queue is missing"),
        event(WORK + ", BatchSize: 0", "BatchSize is 0, not a whole number from 1 to 10000"),
        event(WORK + ", BatchSize: 11", "BatchSize is 11, and more than 10 need a MaximumBatching"),
        event(
            "SQS, Queue: !GetAtt Steps.Arn, BatchSize: 11",
            "BatchSize is 11, and a FIFO queue gives at most 10"),
        event(
            "SQS, Queue: !GetAtt Steps.Arn, MaximumBatchingWindowInSeconds: 1",
            "MaximumBatchingWindowInSeconds is for standard queues only"),
        event(WORK + ", MaximumBatchingWindowInSeconds: 301", "is 301, not a whole number from 0"),
        event(WORK + ", ScalingConfig: {MaximumConcurrency: 1}", "is 1, not a whole number from 2"),
        event(WORK + ", ScalingConfig: {MaximumConcurrency: 1001}", "is 1001, not a whole"),
        event(WORK + ", ScalingConfig: {Most: 5}", "ScalingConfig.Most is not understood"),
        event(WORK + ", FunctionResponseTypes: [All]", "FunctionResponseTypes are [All], not [R"),
        event(WORK + ", Enabled: perhaps", "Enabled is 'perhaps', not true or false"),
        event(
            WORK + ", FilterCriteria: {Filters: [{Pattern: '['}]}",
            "FilterCriteria.Filters[0].Pattern is no JSON object"),
        event(WORK + ", FilterCriteria: {Patterns: []}", "FilterCriteria.Patterns is not underst"),
        event(
            WORK
                + ", FilterCriteria: {Filters: ["
                + "{Pattern: '{}'}, ".repeat(5)
                + "{Pattern: '{}'}]}",
            "FilterCriteria.Filters are more than the 5 that AWS takes"),
        event(
            WORK + ", StartingPosition: LATEST", "Properties.StartingPosition is not understood"));
  }

  static Stream<Arguments> brokenStreamEvents() {
    return Stream.of(
        event(
            "DynamoDB, Stream: !GetAtt Notes.Arn, StartingPosition: LATEST",
            ":table/parley-local-Notes-"),
        event(
            "DynamoDB, Stream: !GetAtt Still.StreamArn, StartingPosition: LATEST",
            "asks for Still.StreamArn, which its resource has not"),
        event("DynamoDB, Stream: !GetAtt Notes.StreamArn", "StartingPosition is missing"),
        event(
            "DynamoDB, Stream: !GetAtt Notes.StreamArn, StartingPosition: AT_TIMESTAMP",
            "StartingPosition is 'AT_TIMESTAMP', not one of [TRIM_HORIZON, LATEST]"),
        event(NOTES + ", BatchSize: 10001", "is 10001, not a whole number from 1 to 10000"),
        event(NOTES + ", MaximumRetryAttempts: -2", "is -2, not a whole number from -1 to 10000"),
        event(NOTES + ", MaximumRecordAgeInSeconds: 59", "is 59, neither -1 nor from 60 to 604800"),
        event(NOTES + ", MaximumRecordAgeInSeconds: 604801", "is 604801, not a whole number"),
        event(NOTES + ", ParallelizationFactor: 11", "is 11, not a whole number from 1 to 10"),
        event(NOTES + ", TumblingWindowInSeconds: 30", "TumblingWindowInSeconds is not understood"),
        event(
            NOTES + ", DestinationConfig: {OnFailure: {Destination: 'arn:x'}}",
            "DestinationConfig.OnFailure.Destination is arn:x, not the ARN of a queue of this"),
        event(
            NOTES + ", DestinationConfig: {OnFailure: {Type: S3, Destination: 'arn:x'}}",
            "OnFailure.Type is 'S3', not one of [SQS, SNS]"),
        event(
            NOTES + ", DestinationConfig: {OnFailure: {Destination: !GetAtt Steps.Arn}}",
            "OnFailure.Destination keeps order (FIFO), and Lambda sends only to what is standard"));
  }

  static Stream<Arguments> brokenTopicEvents() {
    return Stream.of(
        event("SNS, Topic: news", "Topic is news, not the ARN of a topic of this template"),
        event("SNS, Topic: !Ref Ordered", "Topic is a FIFO topic, which delivers to queues only"),
        event("SNS, Topic: !Ref News, SqsSubscription: true", "SqsSubscription has SAM make a"),
        event("SNS, Topic: !Ref News, Region: eu-west-1", "Region is 'eu-west-1', not one of"),
        event("SNS, Topic: !Ref News, FilterPolicy: '['", "FilterPolicy is a text and no JSON"),
        event("SNS, Topic: !Ref News, FilterPolicy: [a]", "FilterPolicy is not a map"),
        event("SNS, Topic: !Ref News, FilterPolicyScope: Body", "FilterPolicyScope is 'Body', not"),
        event("SNS, Topic: !Ref News, RawMessageDelivery: true", "is not understood"));
  }

  static Stream<Arguments> brokenSchedules() {
    return Stream.of(
        event("Schedule, Schedule: rate(1 minute)", "E.Type is Schedule, a rule of an event bus"),
        event("ScheduleV2, State: ENABLED", "Properties.ScheduleExpression is missing"),
        event(SCHEDULE + ", State: 'ON'", "State is 'ON', not one of [ENABLED, DISABLED]"),
        event(SCHEDULE + ", Name: a b", "Name is 'a b', not 1 to 64 letters, digits"),
        event(SCHEDULE + ", Name: a, OmitName: true", "Name is not allowed with OmitName"),
        event(SCHEDULE + ", GroupName: others", "GroupName is others, not a schedule group of"),
        event(SCHEDULE + ", ScheduleExpressionTimezone: Mars", "is 'Mars', not a time zone's name"),
        event(SCHEDULE + ", StartDate: tomorrow", "StartDate is 'tomorrow', not a time like"),
        event(
            SCHEDULE + ", StartDate: '2026-01-01T00:00:00Z', EndDate: '2026-01-01T00:00:00Z'",
            "EndDate is not after the StartDate"),
        event(SCHEDULE + ", Input: '{'", "Properties.Input is no JSON"),
        event(SCHEDULE + ", Input: {a: b}", "Properties.Input is not a text"),
        event(
            SCHEDULE + ", RetryPolicy: {MaximumRetryAttempts: 186}", "is 186, not a whole number"),
        event(SCHEDULE + ", RetryPolicy: {MaximumEventAgeInSeconds: 59}", "is 59, not a whole"),
        event(SCHEDULE + ", DeadLetterConfig: {Type: SQS}", "DeadLetterConfig.Arn is missing, and"),
        event(SCHEDULE + ", DeadLetterConfig: {Arn: x}", "Arn is x, not the ARN of a queue"),
        event(SCHEDULE + ", DeadLetterConfig: {Arn: !GetAtt Steps.Arn}", "is a FIFO queue, and"),
        event(SCHEDULE + ", FlexibleTimeWindow: {}", "FlexibleTimeWindow.Mode is missing"),
        event(SCHEDULE + ", FlexibleTimeWindow: {Mode: FLEXIBLE}", "belongs to the Mode FLEXIBLE"),
        event(SCHEDULE + ", ActionAfterCompletion: DELETE", "ActionAfterCompletion is not under"));
  }

  static Stream<Arguments> brokenAsynchronousSettings() {
    return Stream.of(
        function("RecursiveLoop: Maybe", "RecursiveLoop is 'Maybe', not one of [Allow, Terminate]"),
        function("EventInvokeConfig: {MaximumRetryAttempts: 3}", "is 3, not a whole number from 0"),
        function("EventInvokeConfig: {MaximumEventAgeInSeconds: 59}", "is 59, not a whole number"),
        function("EventInvokeConfig: {Qualifier: x}", "EventInvokeConfig.Qualifier is not under"),
        function(
            "EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SQS}}}",
            "OnFailure.Destination is missing, and what SAM would then make is not made here"),
        function(
            "EventInvokeConfig: {DestinationConfig: {OnFailure: {Destination: !GetAtt Work.Arn}}}",
            "OnFailure.Type is missing"),
        function(
            "EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: EventBridge,"
                + " Destination: 'arn:x'}}}",
            "OnSuccess.Type is 'EventBridge', not one of [SQS, SNS, Lambda]"),
        function(
            "EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: Lambda,"
                + " Destination: 'arn:x'}}}",
            "OnSuccess.Destination is arn:x, not the ARN of a function of this template"),
        function(
            "EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SNS,"
                + " Destination: !Ref Ordered}}}",
            "OnSuccess.Destination keeps order (FIFO), and Lambda sends only to what is standard"),
        function(
            "DeadLetterQueue: {Type: SNS, TargetArn: !GetAtt Work.Arn}",
            "DeadLetterQueue.TargetArn is arn:aws:sqs:"),
        function("DeadLetterQueue: {TargetArn: 'arn:x'}", "DeadLetterQueue.Type is missing"));
  }

  private static Arguments event(String written, String finding) {
    String[] parts = written.split(", ", 2);
    return function(
        "Events: {E: {Type: %s, Properties: {%s}}}".formatted(parts[0], parts[1]), finding);
  }

  private static Arguments function(String property, String finding) {
    return Arguments.of(property, finding);
  }

  @ParameterizedTest
  @MethodSource({
    "brokenQueueEvents",
    "brokenStreamEvents",
    "brokenTopicEvents",
    "brokenSchedules",
    "brokenAsynchronousSettings"
  })
  void aBrokenEventIsNamedWithItsPath(String property, String finding) {
    assertThat(greet(property).findings())
        .singleElement()
        .asString()
        .startsWith("template.yaml: Resources.Greet.Properties.")
        .contains(finding)
        .endsWith("(line 9)");
  }

  private static TemplateText greet(String property) {
    return TemplateText.resources(TemplateText.FUNCTION + "      " + property + "\n" + RESOURCES);
  }

  @Test
  @Conforms("sqs-visibility")
  void aFunctionThatMayTakeLongerThanItsMessagesAreHiddenIsRefused() {
    String event = "Events: {E: {Type: SQS, Properties: {Queue: !GetAtt Work.Arn}}}";
    assertThat(greet("Timeout: 18\n      " + event).resolve().warnings()).hasSize(1);
    assertThat(greet("Timeout: 19\n      " + event).findings())
        .containsExactly(
            "template.yaml: Resources.Greet.Properties.Events.E.Properties.Queue is a queue with a"
                + " VisibilityTimeout of 18 s, less than the function's Timeout of 19 s (line 10)");
  }

  @Test
  @Conforms("sqs-batches")
  void aBatchOfMoreThanTenNeedsAWindow() {
    String event = "Events: {E: {Type: SQS, Properties: {Queue: !GetAtt Work.Arn, BatchSize: ";
    String window = ", MaximumBatchingWindowInSeconds: 1";
    assertThat(greet(event + "10}}}").resolve().eventSources()).hasSize(1);
    assertThat(greet(event + "10000" + window + "}}}").resolve().eventSources()).hasSize(1);
    assertThat(greet(event + "11}}}").findings()).hasSize(1);
    assertThat(greet(event + "10001" + window + "}}}").findings()).hasSize(1);
  }

  @Test
  void aFunctionHasOneMappingForASource() {
    String event = "{Type: SQS, Properties: {Queue: !GetAtt Work.Arn}}";
    assertThat(greet("Events: {A: %s, B: %s}".formatted(event, event)).findings())
        .singleElement()
        .asString()
        .contains("Events.B.Properties.Queue is a source that another event of the function has");
  }

  @Test
  void aTickerMayGetANameOfCloudFormation() {
    var stack =
        greet(
                "Events: {E: {Type: ScheduleV2, Properties: {OmitName: true,"
                    + " ScheduleExpression: rate(1 day)}}}")
            .resolve();
    assertThat(stack.schedules().getFirst().name()).matches("parley-local-GreetE-[0-9A-Z]{12}");
  }
}
