package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients and developers see when the gateway itself has a defect. */
class SocketDefectTest {
  /** On the thread that reads the socket, and on the one that invokes the function. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Conforms("close-1011")
  void theSocketOfADefectClosesWith1011AndOthersStay(boolean whileInvoking) throws Exception {
    try (SocketFixture fixture = SocketFixture.open();
        Client other = fixture.connect();
        Client client = fixture.connect()) {
      BooleanSupplier there = () -> Thread.currentThread().isVirtual() == whileInvoking;
      BooleanSupplier watched =
          () -> Thread.currentThread().getName().startsWith("socket-timeouts");
      fixture.clock.breakWhere(() -> there.getAsBoolean() && !watched.getAsBoolean());
      client.send("what breaks it");
      assertThat(client.closed()).isEqualTo(1011);
      fixture.clock.breakWhere(() -> false);
      assertThat(fixture.log).anyMatch(line -> line.contains("the clock is broken"));
      other.send("still served");
      assertThat(fixture.functions.next("Other").path("body").asText()).isEqualTo("still served");
      other.send("{".repeat(100_000));
      assertThat(fixture.functions.next("Other").path("body").asText()).hasSize(100_000);
    }
  }
}
