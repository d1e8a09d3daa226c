package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir private Path data;

  private Provider start() {
    return Provider.start(0, Merchant.KEY, Optional.of(data), _ -> {});
  }

  @Test
  void aKilledProviderGoesOnWhereItEnded() throws Exception {
    List<String> before;
    String waiting;
    try (ProviderProcess provider = ProviderProcess.start(0, Merchant.KEY, Optional.of(data))) {
      Merchant merchant = new Merchant(provider.address());
      String paid = merchant.paid("t", 100, "pay");
      merchant.post("/v1/refunds", "r", Merchant.refund("r", paid, 30));
      merchant.next("never");
      waiting = merchant.post("/v1/payouts", "w", Merchant.payout("w", 20)).id();
      merchant.control("book/plant", "{\"kind\":\"payout\",\"amount\":" + Merchant.money(4) + "}");
      before = seen(merchant);
      provider.handle().destroyForcibly();
      provider.handle().onExit().get(20, TimeUnit.SECONDS);
    }

    try (Provider provider = start()) {
      Merchant merchant = new Merchant(provider.address());
      assertThat(seen(merchant)).isEqualTo(before);
      Answer again = merchant.post("/v1/payouts", "w", Merchant.payout("w", 20));
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.id()).isEqualTo(waiting);
      assertThat(merchant.post("/v1/payouts", "w", Merchant.payout("w", 21)).status())
          .isEqualTo(422);
      merchant.control("payouts/" + waiting + "/settle", "{\"status\":\"paid\"}");
      assertThat(merchant.balance()).isEqualTo(46);
    }
  }

  private static List<String> seen(Merchant merchant) {
    return Stream.of("book", "payments?reference=t", "payouts?reference=w", "refunds?reference=r")
        .map(it -> merchant.get("/v1/" + it).body().replaceAll("\"url\":\"[^\"]*/pay", ""))
        .toList();
  }

  @Test
  void aLineThatWasNotWrittenWholeHasNotHappened() throws IOException {
    try (Provider provider = start()) {
      new Merchant(provider.address()).paid("t", 5, "pay");
    }
    Path file;
    try (Stream<Path> files = Files.list(data)) {
      file = files.findFirst().orElseThrow();
    }
    long whole = Files.size(file);
    Files.writeString(file, "[{\"type\":\"payment\",\"am", StandardOpenOption.APPEND);

    try (Provider provider = start()) {
      Merchant merchant = new Merchant(provider.address());
      assertThat(merchant.balance()).isEqualTo(5);
      assertThat(Files.size(file)).isEqualTo(whole);
      merchant.paid("u", 2, "pay");
    }
    try (Provider provider = start()) {
      assertThat(new Merchant(provider.address()).balance()).isEqualTo(7);
    }
  }

  @Test
  void aFolderIsOfOneProviderAndAForeignFileIsRefused() throws IOException {
    try (Provider _ = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another provider");
    }
    try (Stream<Path> files = Files.list(data)) {
      Files.writeString(files.findFirst().orElseThrow(), "[{\"type\":\"dream\"}]\n");
    }
    assertThatThrownBy(this::start).isInstanceOf(IllegalStateException.class);
  }
}
