package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ListenerTest {
  @Test
  void aTakenPortIsNamed() {
    try (HttpApi first = HttpApi.listen("127.0.0.1", 0)) {
      String taken = "cannot listen on 127.0.0.1:" + first.port() + ": Address already in use";
      assertThatThrownBy(() -> HttpApi.listen("127.0.0.1", first.port()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(taken);
      assertThatThrownBy(() -> SocketApi.listen("127.0.0.1", first.port()))
          .hasMessageContaining(taken);
    }
  }
}
