package dev.parley.local.template;

import java.util.List;
import java.util.Optional;

/** A resource as declared, its properties not yet resolved, Globals already merged in. */
record Declaration(
    String id, Place place, String type, Node properties, boolean active, List<String> dependsOn) {

  static final String FUNCTION = "AWS::Serverless::Function";
  static final String SOCKET_API = "AWS::Serverless::WebSocketApi";
  static final String HTTP_API = "AWS::Serverless::HttpApi";
  static final String TABLE = "AWS::DynamoDB::Table";
  static final String USER_POOL = "AWS::Cognito::UserPool";
  static final String USER_POOL_CLIENT = "AWS::Cognito::UserPoolClient";
  static final String LOG_GROUP = "AWS::Logs::LogGroup";
  static final String METRIC_FILTER = "AWS::Logs::MetricFilter";
  static final String ALARM = "AWS::CloudWatch::Alarm";
  static final String ROUTE_RESPONSE = "AWS::ApiGatewayV2::RouteResponse";
  static final String QUEUE = "AWS::SQS::Queue";
  static final String QUEUE_POLICY = "AWS::SQS::QueuePolicy";
  static final String TOPIC = "AWS::SNS::Topic";
  static final String TOPIC_POLICY = "AWS::SNS::TopicPolicy";
  static final String SUBSCRIPTION = "AWS::SNS::Subscription";
  static final String BUCKET = "AWS::S3::Bucket";
  static final String BUCKET_POLICY = "AWS::S3::BucketPolicy";
  static final String EMAIL_IDENTITY = "AWS::SES::EmailIdentity";
  static final String CONFIGURATION_SET = "AWS::SES::ConfigurationSet";
  static final String DASHBOARD = "AWS::CloudWatch::Dashboard";
  static final String SCHEDULE_GROUP = "AWS::Scheduler::ScheduleGroup";
  static final String PERMISSION = "AWS::Lambda::Permission";
  static final String ROLE = "AWS::IAM::Role";
  static final String MANAGED_POLICY = "AWS::IAM::ManagedPolicy";

  /** Made by SAM from a WebSocket API's Routes, never written. */
  static final String ROUTE = "AWS::ApiGatewayV2::Route";

  /** Made by SAM from a function's SQS and DynamoDB events, never written. */
  static final String EVENT_SOURCE_MAPPING = "AWS::Lambda::EventSourceMapping";

  /** Made by SAM from a function's ScheduleV2 events, never written. */
  static final String SCHEDULE = "AWS::Scheduler::Schedule";

  /** The property as written, if it is. */
  Optional<Node> property(String name) {
    return properties instanceof Node.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(name))
        : Optional.empty();
  }
}
