package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** Functions whose calls of DynamoDB and SQS are written down, each under its name. */
record WatchedFunctions(
    Surroundings around, InstantSource clock, DynamoCalls calls, QueueCalls queues) {
  /** The same functions some time later. */
  WatchedFunctions later(Duration by) {
    return new WatchedFunctions(around, () -> clock.instant().plus(by), calls, queues);
  }

  /** Plays a recorded call that must succeed, with some of it replaced; gives the body. */
  String rest(String function, String event, String... replaced) throws IOException {
    APIGatewayV2HTTPResponse answer = answer(function, event, replaced);
    assertThat(answer.getStatusCode()).as(event).isBetween(200, 204);
    return answer.getBody();
  }

  APIGatewayV2HTTPResponse answer(String function, String event, String... replaced)
      throws IOException {
    String json = RecordedPlay.event(event);
    for (int i = 0; i < replaced.length; i += 2) {
      json = json.replace(replaced[i], replaced[i + 1]);
    }
    return RestHandlers.ALL
        .get(function)
        .apply(environment(function), clock)
        .handleRequest(
            LambdaEventSerializers.serializerFor(
                    APIGatewayV2HTTPEvent.class, getClass().getClassLoader())
                .fromJson(json),
            around.context());
  }

  /** Plays an event of the socket. */
  void play(String function, String event) {
    BiFunction<
            Map<String, String>,
            InstantSource,
            RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse>>
        handler =
            switch (function) {
              case "Connect" -> Connect::new;
              case "Disconnect" -> Disconnect::new;
              default -> Message::new;
            };
    handler
        .apply(environment(function), clock)
        .handleRequest(
            LambdaEventSerializers.serializerFor(
                    APIGatewayV2WebSocketEvent.class, getClass().getClassLoader())
                .fromJson(event),
            around.context());
  }

  Map<String, String> environment(String function) {
    Map<String, String> environment = new HashMap<>(around.environment());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", calls.endpointOf(function));
    environment.put("AWS_ENDPOINT_URL_SQS", queues.endpointOf(function));
    return environment;
  }
}
