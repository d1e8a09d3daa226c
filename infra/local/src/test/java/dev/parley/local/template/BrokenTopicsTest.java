package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What SNS, S3 and others would refuse at the deployment, and what is not served, is refused. */
class BrokenTopicsTest {
  private static final String GOOD =
      TemplateText.FUNCTION
          + """
            Work: {Type: AWS::SQS::Queue}
            Steps: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
            News: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}
            Ordered: {Type: AWS::SNS::Topic, Properties: {TopicName: ordered.fifo, FifoTopic: true}}
            NewsToWork:
              Type: AWS::SNS::Subscription
              Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Work.Arn}
            OrderedToSteps:
              Type: AWS::SNS::Subscription
              Properties: {TopicArn: !Ref Ordered, Protocol: sqs, Endpoint: !GetAtt Steps.Arn}
            NewsToGreet:
              Type: AWS::SNS::Subscription
              Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !Ref Greet.Alias}
            Files:
              Type: AWS::S3::Bucket
              Properties:
                BucketName: files
                CorsConfiguration: {CorsRules: [{AllowedMethods: [GET], AllowedOrigins: ['*']}]}
                LifecycleConfiguration: {Rules: [{Status: Enabled, ExpirationInDays: 1}]}
            Sender: {Type: AWS::SES::EmailIdentity, Properties: {EmailIdentity: example.com}}
            Mails: {Type: AWS::SES::ConfigurationSet}
            Board: {Type: AWS::CloudWatch::Dashboard, Properties: {DashboardBody: '{}'}}
            Group: {Type: AWS::Scheduler::ScheduleGroup}
            Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
          """;

  static Stream<Arguments> brokenTopics() {
    return Stream.of(
        broken("{TopicName: news}", "{TopicName: n n}", "TopicName is 'n n', not 1 to 256 letters"),
        broken("{TopicName: news}", "{TopicName: news.fifo}", "is 'news.fifo', not 1 to 256"),
        broken("ordered.fifo", "ordered", "is ordered, and a FIFO topic's name ends in .fifo"),
        broken(
            "{TopicName: news}",
            "{ContentBasedDeduplication: true}",
            "ContentBasedDeduplication is for FIFO topics only"),
        broken("{TopicName: news}", "{ArchivePolicy: {}}", "ArchivePolicy is not understood"),
        broken(
            "{TopicName: news}",
            "{Subscription: [{Endpoint: a@b.c}]}",
            "News.Properties.Subscription[0].Protocol is missing"),
        broken("Protocol: sqs", "Protocol: https", "Protocol is 'https', not one of [sqs, lambda,"),
        broken("TopicArn: !Ref News, P", "TopicArn: n, P", "is n, not the ARN of a topic of this"),
        broken(
            "Endpoint: !GetAtt Work.Arn", "Endpoint: w", "Endpoint is w, not the ARN of a queue"),
        broken("Endpoint: !Ref Greet.Alias", "Endpoint: g", "Endpoint is g, not the ARN of a func"),
        broken(", Endpoint: !GetAtt Work.Arn", "", "NewsToWork.Properties.Endpoint is missing"),
        broken(
            "Endpoint: !GetAtt Work.Arn",
            "Endpoint: !GetAtt Steps.Arn",
            "Endpoint is a FIFO queue, and a standard topic delivers to standard ones"),
        broken(
            "Protocol: lambda",
            "Protocol: lambda, RawMessageDelivery: true",
            "RawMessageDelivery is not for the protocol lambda"),
        broken(
            "TopicArn: !Ref News, Protocol: lambda",
            "TopicArn: !Ref Ordered, Protocol: lambda",
            "Protocol is lambda, and a FIFO topic delivers to queues only"),
        broken(
            "Protocol: lambda",
            "Protocol: lambda, RedrivePolicy: {deadLetterTargetArn: !GetAtt Steps.Arn}",
            "deadLetterTargetArn is a queue that keeps order, or not, unlike the topic"),
        broken("Protocol: lambda", "Protocol: lambda, FilterPolicy: 5", "is a text and no JSON"),
        broken(
            "Protocol: lambda", "Protocol: lambda, ReplayPolicy: {}", "ReplayPolicy is not und"));
  }

  static Stream<Arguments> brokenBuckets() {
    return Stream.of(
        broken("BucketName: files", "BucketName: My.Files", "BucketName is 'My.Files', not a"),
        broken("BucketName: files", "BucketName: a..b", "BucketName is 'a..b', not a bucket's"),
        broken("AllowedMethods: [GET]", "AllowedMethods: [PATCH]", "are [PATCH], not only some of"),
        broken("AllowedMethods: [GET]", "MaxAge: 5", "CorsRules[0].AllowedMethods is missing"),
        broken("AllowedOrigins: ['*']", "Origins: ['*']", "CorsRules[0].Origins is not understood"),
        broken("Status: Enabled", "Status: Perhaps", "Rules[0].Status is 'Perhaps', not one of"),
        broken("Status: Enabled, E", "E", "Rules[0].Status is missing"),
        broken("ExpirationInDays: 1", "ExpirationInDays: 0", "is 0, not a whole number from 1"),
        broken("ExpirationInDays: 1", "Transitions: []", "Rules[0].Transitions is not understood"),
        broken(
            "BucketName: files",
            "NotificationConfiguration: {}",
            "NotificationConfiguration is not understood"));
  }

  static Stream<Arguments> brokenOthers() {
    return Stream.of(
        broken("{EmailIdentity: example.com}", "{}", "Sender.Properties.EmailIdentity is missing"),
        broken("AWS::SES::ConfigurationSet}", conf("SendingOptions"), "SendingOptions is not und"),
        broken("{DashboardBody: '{}'}", "{}", "Board.Properties.DashboardBody is missing"),
        broken("Body: '{}'", "Body: '{'", "DashboardBody is a text and no JSON object"),
        broken("Body: '{}'", "Body: '[]'", "DashboardBody is a text and no JSON object"),
        broken("Body: '{}'", "Body: {a: 1}", "Board.Properties.DashboardBody is not a text"),
        broken(
            "Body: '{}'",
            "Body: !Sub '{\"region\": ${AWS::Region}}'",
            "Board.Properties.DashboardBody is a text and no JSON object"),
        broken("{AssumeRolePolicyDocument: {}}", "{}", "AssumeRolePolicyDocument is missing"),
        broken("AWS::Scheduler::ScheduleGroup", "AWS::SES::Template", "a type unknown to the loc"),
        broken("AWS::Scheduler::ScheduleGroup", "AWS::Scheduler::Schedule", "a type unknown to"),
        broken("AWS::Scheduler::ScheduleGroup", "AWS::SSM::Parameter", "a type unknown to the"));
  }

  private static String conf(String property) {
    return "AWS::SES::ConfigurationSet, Properties: {" + property + ": {}}}";
  }

  private static Arguments broken(String good, String bad, String finding) {
    return Arguments.of(good, bad, finding);
  }

  @ParameterizedTest
  @MethodSource({"brokenTopics", "brokenBuckets", "brokenOthers"})
  void aBrokenResourceIsRefused(String good, String bad, String finding) {
    assertThat(TemplateText.resources(GOOD).resolve().topics()).hasSize(2);
    assertThat(GOOD).contains(good);
    assertThat(TemplateText.resources(GOOD.replace(good, bad)).findings())
        .anySatisfy(it -> assertThat(it).contains(finding));
  }
}
