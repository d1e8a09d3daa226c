package dev.parley.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.InstantSource;
import java.util.Map;

/** Takes AWS's own event classes from its own jar. */
public final class Http implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  public Http(Map<String, String> environment, InstantSource clock) {}

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(200)
        .withHeaders(Map.of("content-type", "text/plain"))
        .withBody(
            event.getRequestContext().getHttp().getMethod()
                + " "
                + event.getRawPath()
                + " "
                + event.getRequestContext().getAuthorizer().getJwt().getClaims().get("sub"))
        .build();
  }
}
