package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.provider.account.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BadInputTest extends ProviderCase {
  @Test
  void nobodyIsServedWithoutTheKey() {
    for (String path : List.of("/v1/payments?reference=x", "/v1/book", "/v1/nothing")) {
      assertThat(merchant.send(merchant.request(path).build()).refusal())
          .isEqualTo("401 unauthorized");
      HttpRequest wrong =
          merchant.request(path).header("Authorization", "Bearer " + Merchant.KEY + "x").build();
      assertThat(merchant.send(wrong).refusal()).isEqualTo("401 unauthorized");
    }
  }

  @Test
  void aPostNeedsAnIdempotencyKey() {
    HttpRequest without =
        merchant
            .request("/v1/payments")
            .header("Authorization", "Bearer " + Merchant.KEY)
            .POST(HttpRequest.BodyPublishers.ofString(Merchant.payment("t", 1)))
            .build();

    assertThat(merchant.send(without).refusal()).isEqualTo("400 missing_idempotency_key");
    assertThat(merchant.post("/v1/payments", "a b", Merchant.payment("t", 1)).refusal())
        .isEqualTo("400 invalid_idempotency_key");
    assertThat(merchant.post("/v1/payments", "k".repeat(201), Merchant.payment("t", 1)).refusal())
        .isEqualTo("400 invalid_idempotency_key");
  }

  @Test
  void bodiesAreReadStrictly() {
    String good = Merchant.payment("t", 1);
    assertThat(
            Stream.of(
                    "",
                    "[]",
                    "{",
                    good + "{}",
                    "{\"reference\":\"a\"," + good.substring(1),
                    "[".repeat(2_000))
                .map(it -> merchant.post("/v1/payments", it).refusal()))
        .containsOnly("400 invalid_json");
    assertThat(
            Stream.of(
                    good.replace("\"t\"", "1"),
                    good.replace("\"t\"", "null"),
                    good.replace("\"t\"", "\" \""),
                    good.replace("\"t\"", "\"" + "t".repeat(201) + "\""),
                    good.replace("\"t\"", "\"a\\u0000b\""),
                    good.replace("\"t\"", "\"\\ud800\""),
                    good.replace("Top-up", "t".repeat(501)),
                    good.replace("\"amount\":1,", "\"amount\":0,"),
                    good.replace("\"amount\":1,", "\"amount\":-1,"),
                    good.replace("\"amount\":1,", "\"amount\":1.0,"),
                    good.replace("\"amount\":1,", "\"amount\":\"1\","),
                    good.replace("\"amount\":1,", "\"amount\":1000000000001,"),
                    good.replace("\"amount\":1,", "\"amount\":99999999999999999999,"),
                    good.replace("RUB", "rub"),
                    good.replace(Merchant.money(1), "1"),
                    good.replaceFirst("\\{", "{\"returnUrl\":\"javascript:x\","),
                    good.replaceFirst("\\{", "{\"returnUrl\":\"/back\","))
                .map(it -> merchant.post("/v1/payments", it).refusal()))
        .containsOnly("400 invalid_field");
    assertThat(merchant.post("/v1/payments", "{}").refusal()).isEqualTo("400 missing_field");
    assertThat(merchant.post("/v1/payments", good.replaceFirst("\\{", "{\"x\":1,")).refusal())
        .isEqualTo("400 unknown_field");
    assertThat(
            merchant
                .post("/v1/payments", good.replace("\"currency\"", "\"x\":1,\"currency\""))
                .refusal())
        .isEqualTo("400 unknown_field");
    assertThat(merchant.get("/v1/payments?reference=t").json().path("payments")).isEmpty();
  }

  @Test
  void longBodiesAreRefused() {
    for (int length : List.of(Limits.BODY_BYTES + 1, 40 * Limits.BODY_BYTES)) {
      assertThat(merchant.post("/v1/payments", "x".repeat(length)).refusal())
          .isEqualTo("413 too_large");
    }
    assertThat(merchant.post("/v1/payments", "x".repeat(Limits.BODY_BYTES)).refusal())
        .isEqualTo("400 invalid_json");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (String path : List.of("/", "/v2/payments", "/v1", "/v1/payments/none", "/v1/a/b/c")) {
      assertThat(merchant.get(path).refusal()).as(path).isEqualTo("404 not_found");
    }
    for (String path :
        List.of("payments/none/return", "payments/none/eat", "payouts/none/settle", "nothing")) {
      assertThat(merchant.control(path, "{\"status\":\"paid\"}").status()).as(path).isIn(404, 400);
    }
    assertThat(merchant.control("payments/none/return", "").refusal()).isEqualTo("404 not_found");
    HttpRequest delete =
        merchant
            .request("/v1/payments")
            .header("Authorization", "Bearer " + Merchant.KEY)
            .DELETE()
            .build();
    assertThat(merchant.send(delete).refusal()).isEqualTo("405 method_not_allowed");
  }

  @Test
  void badControlsAreRefused() {
    assertThat(merchant.control("payouts/next", "{\"behaviour\":\"explode\"}").refusal())
        .isEqualTo("400 invalid_field");
    assertThat(
            merchant
                .control("book/plant", "{\"kind\":\"gift\",\"amount\":" + Merchant.money(1) + "}")
                .refusal())
        .isEqualTo("400 invalid_field");
    merchant.next("wait");
    String waiting = merchant.post("/v1/payouts", Merchant.payout("w", 1)).id();
    assertThat(
            merchant
                .control("payouts/" + waiting + "/settle", "{\"status\":\"waiting\"}")
                .refusal())
        .isEqualTo("400 invalid_field");
  }

  @Test
  void moreBehavioursThanAnybodyNeedsAreRefused() {
    for (int i = 0; i < Limits.BEHAVIOURS; i++) {
      merchant.next("pay");
    }
    assertThat(merchant.control("payouts/next", "{\"behaviour\":\"pay\"}").refusal())
        .isEqualTo("409 full");
  }

  @Test
  void pagesFromElsewhereMayCallNothing() throws IOException {
    HttpRequest foreign =
        merchant.request("/control/book/sum").header("Origin", "https://evil.example").build();
    assertThat(merchant.send(foreign).refusal()).isEqualTo("403 foreign_origin");
    HttpRequest own =
        merchant
            .request("/control/book/sum")
            .header("Origin", provider.address().toString())
            .build();
    assertThat(merchant.send(own).status()).isEqualTo(200);
    assertThat(raw("GET /control/book/sum HTTP/1.1\r\nHost: evil.example\r\n"))
        .startsWith("HTTP/1.1 421")
        .contains("foreign_host");
    assertThat(raw("GET /control/book/sum HTTP/1.1\r\nHost: localhost\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  private String raw(String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", provider.address().getPort());
        InputStream in = socket.getInputStream()) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
