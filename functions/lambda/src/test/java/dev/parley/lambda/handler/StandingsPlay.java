package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.time.Duration;

/** The recorded events by which the sides of a conversation change how they stand. */
record StandingsPlay(Surroundings around) {
  void playAll() throws IOException {
    assertThat(rest("standings-block").getBody()).contains("\"blockedBy\":[\"client\"]");
    RecordedPlay.rebuild(around, "rebuild");
    assertThat(rest("standings-list").getBody()).contains("\"blockedBy\":[\"client\"]");
    assertThat(rest("standings-unblock").getBody()).contains("\"blockedBy\":[]");
    RecordedPlay.rebuild(around, "rebuild");
    assertThat(rest("standings-list").getBody())
        .startsWith("{\"complete\":true,")
        .endsWith("\"conversations\":[]}");
    assertThat(rest("standings-hide").getBody()).contains("\"hidden\":true");
    assertThat(rest("standings-restore").getBody()).contains("\"hidden\":false");
    assertThat(rest("standings-leave").getBody()).contains("\"unreachable\":true");
    assertThat(rest("standings-return").getBody()).contains("\"unreachable\":false");
    String until = around.clock().instant().plus(Duration.ofDays(7)).toString();
    assertThat(rest("standings-restrict", "2026-12-01T09:00:00Z", until).getBody())
        .contains("\"reason\":\"clutter\"");
    assertThat(rest("standings-lift").getBody()).doesNotContain("restriction");
  }

  private APIGatewayV2HTTPResponse rest(String name) throws IOException {
    return rest(name, "", "");
  }

  private APIGatewayV2HTTPResponse rest(String name, String recorded, String now)
      throws IOException {
    return RecordedPlay.rest(around, name, recorded, now);
  }
}
