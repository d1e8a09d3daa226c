package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a template may say about the authorizers and the throttling of an HTTP API. */
class HttpTemplatesTest {
  private static final String GOOD =
      TemplateText.FUNCTION
          + """
                Events:
                  Pet:
                    Type: HttpApi
                    Properties: {ApiId: !Ref Web, Method: get, Path: '/pets/{id}'}
                  Own:
                    Type: HttpApi
                    Properties:
                      ApiId: !Ref Web
                      Method: ANY
                      Path: /own
                      Auth: {Authorizer: Person, AuthorizationScopes: [mine]}
            Door:
              Type: AWS::Serverless::Function
              Properties: {Runtime: java25, Handler: sample.Door, CodeUri: sample.jar}
            Web:
              Type: AWS::Serverless::HttpApi
              Properties:
                DefaultRouteSettings: {ThrottlingRateLimit: 2.5, DetailedMetricsEnabled: true}
                RouteSettings:
                  GET /pets/{id}: {ThrottlingBurstLimit: 7, DataTraceEnabled: false}
                  ANY /own: {ThrottlingBurstLimit: 0, ThrottlingRateLimit: 0}
                Auth:
                  DefaultAuthorizer: Ask
                  Authorizers:
                    Person:
                      IdentitySource: $request.header.Authorization
                      JwtConfiguration: {issuer: 'https://id.example', audience: [web]}
                    Ask:
                      FunctionArn: !GetAtt Door.Arn
                      AuthorizerPayloadFormatVersion: 2.0
                      EnableSimpleResponses: true
                      EnableFunctionDefaultPermissions: true
                      Identity:
                        Headers: [X-Token]
                        QueryStrings: [shop]
                        Context: [routeKey]
                        ReauthorizeEvery: 3600
          """;

  private static TemplateText broken(String good, String bad) {
    assertThat(GOOD).contains(good);
    return TemplateText.resources(GOOD.replace(good, bad));
  }

  private static HttpApiResource api() {
    return TemplateText.resources(GOOD).resolve().httpApis().getFirst();
  }

  @Test
  void authorizersOfBothKindsAreReadAndRoutesNameEither() {
    assertThat(api().authorizers())
        .isEqualTo(
            Map.of(
                "Person",
                new HttpApiResource.JwtAuthorizer(
                    "https://id.example", List.of("web"), "$request.header.Authorization"),
                "Ask",
                new HttpApiResource.LambdaAuthorizer(
                    "Door",
                    List.of(
                        "$request.header.X-Token",
                        "$request.querystring.shop",
                        "$context.routeKey"),
                    true,
                    Duration.ofHours(1))));
    assertThat(api().routes())
        .extracting(HttpApiResource.Route::authorizer)
        .containsExactly(Optional.of("Ask"), Optional.of("Person"));
    assertThat(api().routes())
        .extracting(HttpApiResource.Route::scopes)
        .containsExactly(List.of(), List.of("mine"));
    assertThat(TemplateText.resources(GOOD).resolve().warnings()).isEmpty();
  }

  @Test
  void withoutAnIdentityItIsAskedEveryTimeForAPolicy() {
    String identity = GOOD.substring(GOOD.indexOf("            EnableSimple"));
    String permission =
        """
                    FunctionInvokeRole: 'arn:aws:iam::123456789012:role/r'
                    EnableFunctionDefaultPermissions: false
        """;
    Stack stack = broken(identity, permission).resolve();
    assertThat(stack.httpApis().getFirst().authorizers())
        .containsEntry(
            "Ask", new HttpApiResource.LambdaAuthorizer("Door", List.of(), false, Duration.ZERO));
    assertThat(stack.warnings()).isEmpty();
  }

  @Test
  @Conforms("http-rate")
  void throttlingIsReadAndWhatARouteLeavesOpenIsTheDefault() {
    var byDefault = new StageThrottling.Limits(Optional.of(2.5), Optional.empty());
    assertThat(api().throttling())
        .isEqualTo(
            new StageThrottling(
                byDefault,
                Map.of(
                    "GET /pets/{id}",
                    new StageThrottling.Limits(Optional.of(2.5), Optional.of(7)),
                    "ANY /own",
                    new StageThrottling.Limits(Optional.of(0.0), Optional.of(0)))));
  }

  static Stream<Arguments> brokenAuthorizers() {
    String format = "AuthorizerPayloadFormatVersion: 2.0";
    String role = "EnableFunctionDefaultPermissions: true";
    String source = "IdentitySource: $request.header.Authorization";
    return Stream.of(
        Arguments.of("!GetAtt Door.Arn", "'arn:x'", "FunctionArn is arn:x, not the ARN of a func"),
        Arguments.of(format, "A: b", "Ask.AuthorizerPayloadFormatVersion is missing"),
        Arguments.of(format, "A: b", "Auth.Authorizers.Ask.A is not understood by the local"),
        Arguments.of(format, format.replace("2", "1"), "FormatVersion is '1.0', not one of [2.0]"),
        Arguments.of(role, role + "\n            AuthorizationScopes: [a]", "Scopes is for auth"),
        Arguments.of(role, role + "\n            " + source, "Ask.IdentitySource is for author"),
        Arguments.of(source, "A: b", "Authorizers.Person.IdentitySource is missing"),
        Arguments.of(source, source + "\n            " + role, "is for authorizers without Jwt"),
        Arguments.of("[routeKey]", "[path]", "Identity.Context has 'path', and the local cloud"),
        Arguments.of("[X-Token]", "['X Token']", "Identity.Headers have one that is no name"),
        Arguments.of("[shop]", "['']", "Identity.QueryStrings have one that is no name"),
        Arguments.of("Headers: [", "StageVariables: [", "StageVariables name what the local"),
        Arguments.of("Every: 3600", "Every: 3601", "is 3601, not a whole number from 0 to 3600"),
        Arguments.of("DefaultAuthorizer: Ask", "DefaultAuthorizer: You", "names You, which is not"),
        Arguments.of("DefaultAuthorizer: Ask", "EnableIamAuthorizer: true", "Auth.EnableIamAutho"),
        Arguments.of("Authorizer: Person,", "Authorizer: Ask,", "Ask is a function"),
        Arguments.of("Authorizer: Person,", "Authorizer: NONE,", "are asked of nobody: the route"));
  }

  static Stream<Arguments> brokenSettings() {
    return Stream.of(
        Arguments.of("ANY /own:", "GET /own:", "RouteSettings.GET /own is a route that the API"),
        Arguments.of("Limit: 7", "Limit: -1", "ThrottlingBurstLimit is -1, not a whole number"),
        Arguments.of("Limit: 7", "Limit: 0.5", "ThrottlingBurstLimit is 0.5, not a whole number"),
        Arguments.of("Limit: 2.5", "Limit: -1", "ThrottlingRateLimit is -1, which is negative"),
        Arguments.of("Limit: 2.5", "Limit: many", "is 'many', not a number"),
        Arguments.of("Limit: 7", "Limits: 7", "ThrottlingBurstLimits is not understood"),
        Arguments.of("Enabled: false", "Enabled: true", "DataTraceEnabled is refused by AWS: Exe"),
        Arguments.of("DataTraceEnabled: false", "LoggingLevel: 'OFF'", "Level is refused by AWS"));
  }

  @ParameterizedTest
  @MethodSource({"brokenAuthorizers", "brokenSettings"})
  void whatAwsRefusesOrTheGatewayDoesNotServeIsRefused(String good, String bad, String finding) {
    assertThat(broken(good, bad).findings()).anySatisfy(it -> assertThat(it).contains(finding));
  }

  @Test
  void answersAreKeptOnlyByAnIdentitySource() {
    String sources = GOOD.substring(GOOD.indexOf("  Headers:"), GOOD.indexOf("  Reauthorize"));
    assertThat(broken(sources, "").findings())
        .singleElement()
        .asString()
        .contains("ReauthorizeEvery is 3600, and answers are kept by identity sources");
  }

  @Test
  void noneIsOnlyForApisWithADefault() {
    String auth = "{Authorizer: Person, AuthorizationScopes: [mine]}";
    assertThat(broken(auth, "{Authorizer: NONE}").resolve().httpApis().getFirst().routes())
        .anySatisfy(it -> assertThat(it.authorizer()).isEmpty());
    String without = GOOD.replace("        DefaultAuthorizer: Ask\n", "");
    assertThat(TemplateText.resources(without.replace(auth, "{Authorizer: NONE}")).findings())
        .singleElement()
        .asString()
        .contains("Auth.Authorizer is NONE, which SAM takes only beside a DefaultAuthorizer");
  }

  @Test
  @Conforms("http-routes")
  void anEleventhAuthorizerIsRefused() {
    String jwt =
        "          P%d: {IdentitySource: $request.header.A, JwtConfiguration: {issuer: i,"
            + " audience: [a]}}\n";
    assertThat(broken("        Authorizers:\n", "        Authorizers:\n" + many(jwt, 8)))
        .extracting(it -> it.resolve().httpApis().getFirst().authorizers().size())
        .isEqualTo(10);
    var eleven = broken("        Authorizers:\n", "        Authorizers:\n" + many(jwt, 9));
    assertThat(eleven.findings())
        .singleElement()
        .asString()
        .contains("Web.Properties.Auth.Authorizers are 11, and AWS allows 10");
  }

  private static String many(String line, int times) {
    return IntStream.range(0, times).mapToObj(line::formatted).collect(Collectors.joining());
  }

  @Test
  void anAuthorizerThatTheApiMayNotCallIsWarnedOf() {
    String allowed = "EnableFunctionDefaultPermissions: true";
    assertThat(broken(allowed, "FunctionInvokeRole: NONE").resolve().warnings())
        .singleElement()
        .asString()
        .contains("Auth.Authorizers.Ask.FunctionArn may not be called by the API, and AWS then")
        .contains("or an AWS::Lambda::Permission for apigateway.amazonaws.com");
    String permission =
        """
          May:
            Type: AWS::Lambda::Permission
            Properties:
              Action: lambda:InvokeFunction
              FunctionName: !Ref Door
              Principal: apigateway.amazonaws.com
        """;
    String whole = GOOD.replace(allowed, "FunctionInvokeRole: NONE") + permission;
    assertThat(TemplateText.resources(whole).resolve().warnings()).isEmpty();
    String other = whole.replace("apigateway.amazonaws.com", "sns.amazonaws.com");
    assertThat(TemplateText.resources(other).resolve().warnings()).hasSize(1);
  }
}
