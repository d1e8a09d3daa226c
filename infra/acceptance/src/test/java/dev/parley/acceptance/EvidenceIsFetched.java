package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.function.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whoever judges sees what happened, can prove it later, and finds the books right. */
class EvidenceIsFetched {
  private static final long PRICE = 99_999;
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");
  private static final Path JAR = Repository.ROOT.resolve("functions/lambda/target/parley.jar");

  @RegisterExtension final Parley parley = new Parley();

  @TempDir private Path folder;

  @Requirement({"S0-43", "S3-25"})
  @Test
  void anArbiterFetchesEvidenceThatHoldsByItselfAndNoLongerOnceItIsTouched()
      throws IOException, InterruptedException {
    Deal deal = new Deal(parley).offered(PRICE + 1);
    say(deal, "A kopeck less?");
    deal.does(Deal.LEV, "revise", Deal.offer(PRICE));
    deal.does(Deal.VERA, "agree", Json.object().put("terms", 2));
    deal.credit(PRICE);
    for (String step : List.of("pay", "close", "claim")) {
      deal.does(
          step.equals("close") ? Deal.LEV : Deal.VERA,
          step,
          step.equals("claim") ? Deal.note("Clause 7 was not read.") : Json.object());
    }

    JsonNode pack = fetched(deal);
    JsonNode evidence = pack.path("evidence");
    assertThat(pack.path("format").asText()).isEqualTo("parley/evidence/2");
    assertThat(evidence.path("entries"))
        .hasSize(deal.as(Deal.VERA).conversation(deal.conversation).at("/last/seq").asInt());
    assertThat(numbers(evidence.path("papers"), "/terms/price/amount"))
        .containsExactly(PRICE + 1, PRICE);
    assertThat(evidence.at("/papers/2/terms/hash/value")).isEqualTo(deal.shown().at("/terms/hash"));
    JsonNode agreed = agreement(deal).path("terms");
    assertThat(agreed.path("version").asInt()).isEqualTo(2);
    assertThat(agreed.path("hash")).isEqualTo(deal.shown().at("/terms/hash"));
    assertThat(numbers(evidence.path("lines"), "/line/amounts/WALLET")).containsExactly(-PRICE);
    assertThat(numbers(evidence.path("lines"), "/line/amounts/ESCROW")).containsExactly(PRICE);

    String written = pack.toString();
    assertThat(verified(written)).contains("It holds", "agreed to by " + Deal.VERA);
    assertThat(verified(written.replace("A kopeck less?", "A kopeck more?")))
        .contains("WRONG: the log");
    assertThat(verified(written.replace("Up to 20 pages.", "Up to 2 pages.")))
        .contains("WRONG: terms");
    assertThat(verified(written.replace("" + PRICE, "" + (PRICE - 1)))).contains("WRONG: a line");
  }

  @Test
  void whoIsNoArbiterIsToldOfNoConsultation() {
    Deal deal = new Deal(parley).disputed(PRICE);
    String job = ask(deal, Deal.ARBITER).success().path("jobId").asText();
    String unknown = "A".repeat(22);
    for (String person : List.of(Deal.VERA, Deal.LEV, Deal.ACCOUNTANT, "pavel-zimin")) {
      deal.refused(ask(deal, person), 404, "not_found");
      deal.refused(link(deal, person, job), 404, "not_found");
    }
    assertThat(link(deal, Deal.ARBITER, unknown).success().toString())
        .isEqualTo("{\"status\":\"pending\"}");
    deal.refused(link(deal, Deal.ARBITER, "none"), 404, "not_found");
    Deal elsewhere = new Deal(parley);
    elsewhere.id = deal.id;
    deal.refused(ask(elsewhere, Deal.ARBITER), 404, "not_found");
    deal.refused(link(elsewhere, Deal.ARBITER, job), 404, "not_found");
    String path = "/consultations/" + deal.id + "/evidence";
    deal.refused(deal.as(Deal.ARBITER).call("POST", path, Optional.empty()), 400, "missing_field");
  }

  @Test
  void whatIsAskedForTwiceUnderOneKeyIsOneJob() {
    Deal deal = new Deal(parley).disputed(PRICE);
    String key = deal.key();
    JsonNode first = deal.as(Deal.ARBITER).order(deal.id, "evidence", key, Json.object()).success();
    assertThat(deal.as(Deal.ARBITER).order(deal.id, "evidence", key, Json.object()).success())
        .isEqualTo(first);
    assertThat(ask(deal, Deal.ARBITER).success()).isNotEqualTo(first);
  }

  @Test
  void theBooksAreRightAfterAllThatCanHappenToMoney() {
    Deal deal = new Deal(parley).disputed(PRICE);
    deal.does(Deal.ARBITER, "resolve", verdict(33_333));
    deal.fund(50_000);
    deal.does(Deal.ARBITER, "refund", refund(50_000));
    deal.closed(PRICE).does(Deal.VERA, "accept");
    JsonNode report = audited(deal.workspace);
    assertThat(report.path("flaws")).isEmpty();
    assertThat(report.path("restored").asInt()).isEqualTo(1);
    long sum = 0;
    for (JsonNode total : report.path("totals")) {
      sum += total.asLong();
    }
    assertThat(sum).isZero();
    assertThat(report.at("/totals/wallet").asLong()).isEqualTo(deal.wallet());
    assertThat(report.at("/totals/earnings").asLong()).isEqualTo(deal.earnings());
    assertThat(report.at("/totals/bank").asLong()).isEqualTo(-2 * PRICE - 50_000);
    assertThat(report.path("books").asInt()).isEqualTo(5);
    assertThat(report.path("lines").asInt()).isGreaterThan(8);
  }

  /** What the log says was agreed to. */
  private static JsonNode agreement(Deal deal) {
    return deal.as(Deal.LEV).entries(deal.conversation, 100).stream()
        .map(entry -> entry.path("consultation"))
        .filter(step -> step.path("event").asText().equals("agreed"))
        .findFirst()
        .orElseThrow();
  }

  private static void say(Deal deal, String text) {
    try (ChatSocket phone = deal.as(Deal.VERA).connect()) {
      phone.watch(deal.conversation);
      phone.send(deal.conversation, text);
    }
  }

  private static JsonNode verdict(long toClient) {
    return Deal.note("I have read all of it.").set("toClient", Deal.money(toClient));
  }

  private static JsonNode refund(long amount) {
    return Deal.note("Agreed by telephone.").set("amount", Deal.money(amount));
  }

  private static Response ask(Deal deal, String person) {
    return deal.as(person).order(deal.id, "evidence", deal.key(), Json.object());
  }

  private static Response link(Deal deal, String person, String job) {
    return deal.as(person)
        .call("GET", "/consultations/" + deal.id + "/evidence/" + job, Optional.empty());
  }

  private static JsonNode fetched(Deal deal) {
    String job = ask(deal, Deal.ARBITER).success().path("jobId").asText();
    JsonNode link =
        Waiting.until(
            () -> link(deal, Deal.ARBITER, job).success(),
            it -> it.path("status").asText().equals("ready"));
    return Json.read(new String(Bucket.get(link).body(), StandardCharsets.UTF_8));
  }

  private static List<Long> numbers(JsonNode list, String path) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(each -> each.at(path))
        .filter(JsonNode::isNumber)
        .map(JsonNode::asLong)
        .toList();
  }

  /** What the deployed jar says of a pack, which it reads from a file and nothing else. */
  private String verified(String pack) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("pack.json"), pack);
    Process process =
        new ProcessBuilder(
                JAVA.toString(),
                "-classpath",
                JAR.toString(),
                "dev.parley.lambda.bootstrap.VerifyEvidence",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(said.contains("WRONG") ? 1 : 0);
    return said;
  }

  private JsonNode audited(String workspace) {
    byte[] event =
        Json.object().put("workspace", workspace).toString().getBytes(StandardCharsets.UTF_8);
    return parley.cloud().invoke("Audit", event) instanceof Answer.Returned returned
        ? Json.read(new String(returned.json(), StandardCharsets.UTF_8))
        : Json.object();
  }
}
