package dev.parley.lambda.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.lambda.bootstrap.Configuration.Key;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Arrays.stream(Key.values())
              .collect(Collectors.toMap(Key::name, key -> "value of " + key)));

  @Test
  void everyMissingKeyIsNamedAtOnce() {
    environment.remove("TOKENS_TABLE");
    environment.put("SOCKET_URL", " ");
    assertThatThrownBy(() -> new Configuration(environment))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("TOKENS_TABLE")
        .hasMessageContaining("SOCKET_URL")
        .hasMessageNotContaining("INBOX_TABLE");
  }

  @Test
  void anEndpointIsTakenFromTheSdksOwnVariable() {
    assertThat(new Configuration(environment).endpoint("DYNAMODB")).isEmpty();
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000");
    assertThat(new Configuration(environment).endpoint("DYNAMODB"))
        .contains(URI.create("http://127.0.0.1:8000"));
  }
}
