package dev.parley.acceptance;

import static dev.parley.acceptance.Deal.ACCOUNTANT;
import static dev.parley.acceptance.Deal.LEV;
import static dev.parley.acceptance.Deal.VERA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where money comes from and goes, and what is said of it, stands in no log, nor do the keys. */
class NothingOfMoneyIsLogged {
  private static final String WORDS = "Kanareika of the desk";

  @RegisterExtension final Parley parley = new Parley();

  private final Output output = new Output();

  @AfterEach
  void release() {
    output.close();
  }

  @Test
  void nothingOfPaymentsIsFoundInAnyLog() {
    PayDesk desk = new PayDesk(parley).earned(90_000);
    Map<String, String> secrets = new LinkedHashMap<>();
    secrets.put("purse", PayDesk.PURSE.substring(1));
    secrets.put("words", WORDS);
    secrets.put("webhook key", Sandbox.WEBHOOK_KEY);
    secrets.put("provider's key", Sandbox.KEY);
    secrets.put("who pays", VERA);
    secrets.put("who withdraws", LEV);
    secrets.put("page", comesIn(desk));
    leaves(desk);
    fitsNothing(desk);
    List<String> lines =
        Stream.concat(
                parley.log().stream().map(line -> line.function() + ": " + line.text()),
                output.lines().stream())
            .toList();
    for (String marker :
        List.of(
            "TopUps: [INFO] POST /top-ups 201",
            "Withdrawals: [INFO] POST /withdrawals 201",
            "Withdrawals: [INFO] POST /withdrawals invalid_field",
            "PaymentWebhook: [INFO] POST /webhooks/payments/{workspace} payment.paid",
            "PaymentWebhook: [INFO] POST /webhooks/payments/{workspace} bad_signature",
            "PaymentSteps: [INFO] payment steps")) {
      assertThat(lines).anyMatch(line -> line.startsWith(marker));
    }
    secrets.forEach(
        (what, secret) -> assertThat(lines).as(what).noneMatch(line -> line.contains(secret)));
  }

  private static String comesIn(PayDesk desk) {
    JsonNode topUp = desk.opened(50_000);
    String page = topUp.path("page").asText();
    desk.provider().press(page, "pay");
    desk.topUpComesTo(topUp.path("id").asText(), "credited");
    return page.substring(page.lastIndexOf('/') + 1);
  }

  private void leaves(PayDesk desk) {
    desk.post(LEV, "/withdrawals", PayDesk.toPurse(20_000, PayDesk.PURSE + "9"));
    desk.next("fail");
    desk.withdrawalComesTo(LEV, desk.withdrawn(20_000), "failed");
    desk.next("lose_request");
    String lost = desk.withdrawn(20_000);
    desk.withdrawalComesTo(LEV, lost, "reconciling");
    parley.pass(Duration.ofMinutes(3));
    desk.withdrawalComesTo(LEV, lost, "paid");
  }

  private void fitsNothing(PayDesk desk) {
    String reference = desk.deal.workspace + "." + WORDS;
    ObjectNode stray = PayDesk.amount(30_000).put("reference", reference);
    desk.provider().control("/strays", stray);
    String id = desk.onDesk("unmatched").path("id").asText();
    ObjectNode whose = PayDesk.reason(WORDS).put("person", VERA);
    desk.post(ACCOUNTANT, "/unmatched/" + id + "/assign", whose).success();
    String path = "/webhooks/payments/" + desk.deal.workspace;
    parley.calls(Map.of("webhook-id", WORDS)).post(path, stray.toString());
  }
}
