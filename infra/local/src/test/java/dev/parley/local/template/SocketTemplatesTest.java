package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template may say about a WebSocket API. */
class SocketTemplatesTest {
  @Test
  void aSocketMayNameFunctionsThatKnowTheSocket() {
    var template =
        TemplateText.resources(
            TemplateText.FUNCTION
                + """
                      Environment: {Variables: {API: !Ref Live}}
                  Live:
                    Type: AWS::Serverless::WebSocketApi
                    Properties:
                      RouteSelectionExpression: $request.body.action
                      Routes: {$default: {FunctionArn: !Ref Greet.Alias}}
                """);
    assertThat(template.resolve().socketApis().getFirst().routes())
        .isEqualTo(Map.of("$default", "Greet"));
    assertThat(template.resolve().socketApis().getFirst().answering()).isEmpty();
  }

  private static TemplateText asking(String key, String... responses) {
    String route = "{FunctionArn: !Ref Greet.Alias, RouteResponseSelectionExpression: $default}";
    return TemplateText.resources(
        TemplateText.FUNCTION
            + """
              Live:
                Type: AWS::Serverless::WebSocketApi
                Properties:
                  RouteSelectionExpression: $request.body.action
                  Routes: {%s: %s, $default: {FunctionArn: !Ref Greet.Alias}}
            """
                .formatted(key, route)
            + String.join("", responses));
  }

  private static String response(String id, String api, String route) {
    return """
      %s:
        Type: AWS::ApiGatewayV2::RouteResponse
        Properties: {ApiId: %s, RouteId: %s, RouteResponseKey: $default}
    """
        .formatted(id, api, route);
  }

  @Test
  @Conforms("ws-route-response")
  void aRouteWithAResponseSendsItsAnswerBack() {
    var template = asking("askMe", response("Answer", "!Ref Live", "!Ref LiveAskmeRoute"));
    assertThat(template.resolve().socketApis().getFirst().answering()).containsExactly("askMe");
  }

  @Test
  @Conforms("ws-route-response")
  void anAnswerThatAwsWouldDropIsRefused() {
    assertThat(asking("askMe").findings())
        .singleElement()
        .asString()
        .contains("sends nothing on AWS without")
        .contains("for !Ref LiveAskmeRoute, which SAM does not make");
    assertThat(asking("$connect").findings())
        .singleElement()
        .asString()
        .contains("RouteResponseSelectionExpression is of no use on $connect");
  }

  @Test
  void aResponseOfNoRouteIsRefused() {
    String good = response("Answer", "!Ref Live", "!Ref LiveAskRoute");
    assertThat(asking("ask", good, response("B", "!Ref Live", "!Ref LiveDefaultRoute")).findings())
        .singleElement()
        .asString()
        .contains("Resources.B is for no route with RouteResponseSelectionExpression");
    assertThat(asking("ask", good, response("B", "x", "!Ref LiveAskRoute")).findings())
        .hasSize(2)
        .anyMatch(it -> it.contains("B.Properties.ApiId is x, no WebSocket API"))
        .anyMatch(it -> it.contains("RouteId is a route that has a response already"));
    assertThat(asking("ask", good, response("B", "!Ref Live", "!Ref LiveTellRoute")).findings())
        .anyMatch(it -> it.contains("refers to LiveTellRoute, which is neither"));
  }

  @Test
  void aRouteKeyThatSamRefusesIsRefused() {
    var template = asking("ask-me", response("Answer", "!Ref Live", "!Sub '${LiveAskRoute}'"));
    assertThat(template.findings()).anyMatch(it -> it.contains("is a route key that SAM refuses"));
  }

  @Test
  void aSocketRouteToNoFunctionIsRefused() {
    var template =
        TemplateText.resources(
            """
              Live:
                Type: AWS::Serverless::WebSocketApi
                Properties:
                  RouteSelectionExpression: $request.header.action
                  Auth: {AuthType: CUSTOM, AuthArn: x, IdentitySource: [ticket]}
                  Routes:
                    $default: {FunctionArn: 'arn:x', RouteResponseSelectionExpression: a}
            """);
    assertThat(template.findings())
        .hasSize(5)
        .anyMatch(it -> it.contains("RouteSelectionExpression is '$request.header.action', not"))
        .anyMatch(it -> it.contains("Auth.AuthArn is x, not the ARN of a function"))
        .anyMatch(it -> it.contains("Auth.IdentitySource has 'ticket', not like"))
        .anyMatch(it -> it.contains("Routes.$default.FunctionArn is arn:x, not the ARN of"))
        .anyMatch(
            it -> it.contains("Routes.$default.RouteResponseSelectionExpression is 'a', not"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "AWS_IAM"})
  @Conforms("auth-no-jwt")
  void aSocketKnowsOnlyAnAuthorizerThatIsAFunction(String type) {
    var template =
        TemplateText.resources(
            TemplateText.FUNCTION
                + """
                  Live:
                    Type: AWS::Serverless::WebSocketApi
                    Properties:
                      RouteSelectionExpression: $request.body.action
                      Auth: {AuthType: %s}
                      Routes: {$default: {FunctionArn: !Ref Greet.Alias}}
                """
                    .formatted(type));
    assertThat(template.findings())
        .singleElement()
        .asString()
        .contains("Auth.AuthType is '" + type + "', not one of [CUSTOM, NONE]");
  }

  private static TemplateText socket(String properties) {
    return TemplateText.resources(
        TemplateText.FUNCTION
            + """
              Live:
                Type: AWS::Serverless::WebSocketApi
                Properties:
                  RouteSelectionExpression: $request.body.action
                  Routes: {$default: {FunctionArn: !Ref Greet.Alias}}
                  %s
            """
                .formatted(properties));
  }

  @Test
  @Conforms("limit-route-rate")
  void routesMayBeThrottledAndLogged() {
    String settings = "{ThrottlingBurstLimit: 7, LoggingLevel: INFO, DataTraceEnabled: true}";
    assertThat(socket("RouteSettings: {$default: " + settings + "}").resolve().socketApis())
        .extracting(SocketApiResource::throttling)
        .containsExactly(
            new StageThrottling(
                StageThrottling.Limits.NONE,
                Map.of("$default", new StageThrottling.Limits(Optional.empty(), Optional.of(7)))));
    assertThat(socket("DefaultRouteSettings: {ThrottlingRateLimit: 0.5}").resolve().socketApis())
        .extracting(it -> it.throttling().byDefault().perSecond())
        .containsExactly(Optional.of(0.5));
    assertThat(socket("RouteSettings: {$connect: " + settings + "}").findings())
        .singleElement()
        .asString()
        .contains("RouteSettings.$connect is a route that the API has not, and AWS refuses its");
    assertThat(socket("DefaultRouteSettings: {LoggingLevel: ALL}").findings())
        .singleElement()
        .asString()
        .contains("LoggingLevel is 'ALL', not one of [ERROR, INFO, OFF]");
  }

  @Test
  @Conforms("limit-authorizers")
  void theOneAuthorizerThatSamMakesIsAllThatAnApiCanHave() {
    assertThat(socket("Auth: {Authorizers: {A: {}}}").findings())
        .singleElement()
        .asString()
        .contains("Live.Properties.Auth.Authorizers is not understood by the local cloud");
    String another = "\n  Another: {Type: AWS::ApiGatewayV2::Authorizer}";
    assertThat(socket(another).findings())
        .singleElement()
        .asString()
        .contains("Another.Type is AWS::ApiGatewayV2::Authorizer, a type unknown to the local");
  }
}
