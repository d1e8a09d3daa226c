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

  /** Made by SAM from a WebSocket API's Routes, never written. */
  static final String ROUTE = "AWS::ApiGatewayV2::Route";

  /** The property as written, if it is. */
  Optional<Node> property(String name) {
    return properties instanceof Node.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(name))
        : Optional.empty();
  }
}
