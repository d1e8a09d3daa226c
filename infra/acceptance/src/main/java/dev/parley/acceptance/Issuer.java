package dev.parley.acceptance;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The development token issuer, asked over HTTP as anybody may. */
public record Issuer(URI address) {
  /** An access token of this person, good for an hour. */
  public String accessToken(String person) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/token"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.object().put("sub", person).toString()))
            .build();
    HttpResponse<String> answer = ParleyClient.exchange(request);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("no token for " + person + ": " + answer.body());
    }
    return Json.read(answer.body()).path("access_token").asText();
  }
}
