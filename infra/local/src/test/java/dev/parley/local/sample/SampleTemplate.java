package dev.parley.local.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A template with one of everything, whose functions are the sample handlers. */
public final class SampleTemplate {
  public static final String TEXT =
      """
      Transform: AWS::Serverless-2016-10-31
      Parameters: {Greeting: {Type: String, Default: Hello}}
      Resources:
        Live:
          Type: AWS::Serverless::WebSocketApi
          Properties:
            RouteSelectionExpression: $request.body.action
            StageName: live
            Routes:
              $default: {FunctionArn: !Ref Greet.Alias}
              $disconnect: {FunctionArn: !GetAtt Leave.Arn}
        Web:
          Type: AWS::Serverless::HttpApi
        Greet:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java25
            Handler: dev.parley.local.sample.Greet
            CodeUri: sample.jar
            AutoPublishAlias: live
            Environment:
              Variables:
                GREETING: !Ref Greeting
                NOTES: !Ref Notes
                SOCKET: !Sub 'https://${Live}.execute-api.${AWS::Region}.amazonaws.com/live'
            Events:
              Get: {Type: HttpApi, Properties: {ApiId: !Ref Web, Method: GET, Path: /greeting}}
        Leave:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java25
            Handler: dev.parley.local.sample.Echo
            CodeUri: sample.jar
        Notes:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
        People: {Type: AWS::Cognito::UserPool}
        PeopleClient: {Type: AWS::Cognito::UserPoolClient, Properties: {UserPoolId: !Ref People}}
      Outputs:
        SocketUrl: {Value: !Sub 'wss://${Live}.execute-api.${AWS::Region}.amazonaws.com/live'}
        HttpUrl: {Value: !Sub 'https://${Web}.execute-api.${AWS::Region}.amazonaws.com'}
        Issuer: {Value: !Sub 'https://cognito-idp.${AWS::Region}.amazonaws.com/${People}'}
        Client: {Value: !Ref PeopleClient}
        Table: {Value: !Ref Notes}
      """;

  private SampleTemplate() {}

  /** Writes template and jar into a folder and returns the template's path. */
  public static Path in(Path folder) throws IOException {
    SampleJar.in(folder);
    return Files.writeString(folder.resolve("template.yaml"), TEXT);
  }
}
