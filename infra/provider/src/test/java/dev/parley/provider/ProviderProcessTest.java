package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProviderProcessTest {
  private static final long PATIENCE_SECONDS = 20;

  @Test
  void aProviderServesInAProcessOfItsOwnUntilItIsStopped() throws Exception {
    ProcessHandle process;
    try (ProviderProcess provider = ProviderProcess.start(Merchant.KEY)) {
      process = provider.handle();
      Merchant merchant = new Merchant(provider.address());
      merchant.paid("t", 5, "pay");
      assertThat(merchant.balance()).isEqualTo(5);
    }
    process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void itEndsWithTheProcessThatHasStartedIt() throws Exception {
    Process starter =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-classpath",
                System.getProperty("java.class.path"),
                Starter.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ProcessHandle provider;
    try {
      long pid = Long.parseLong(starter.inputReader().readLine());
      provider = ProcessHandle.of(pid).orElseThrow();
    } finally {
      starter.destroyForcibly();
    }
    provider.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(provider.isAlive()).isFalse();
  }

  @Test
  void aTakenPortIsSaid() {
    try (Provider first = Provider.start(0, "k")) {
      int port = first.address().getPort();
      assertThatThrownBy(() -> Provider.start(port, "k"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }

  @Test
  void aProviderNeedsAKey() {
    assertThatThrownBy(() -> ProviderProcess.start(" ")).isInstanceOf(IllegalStateException.class);
  }
}
