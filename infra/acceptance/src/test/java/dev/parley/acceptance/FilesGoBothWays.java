package dev.parley.acceptance;

import static dev.parley.acceptance.Sender.PDF;
import static dev.parley.acceptance.Sender.PNG;
import static dev.parley.acceptance.Sender.changed;
import static dev.parley.acceptance.Sender.file;
import static dev.parley.acceptance.Sender.shortened;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Either side sends files, and what arrives is what was announced, or nothing. */
class FilesGoBothWays {
  @RegisterExtension final Parley parley = new Parley();

  private Pair pair;
  private Sender vera;
  private Sender lev;

  private void twoPeople() {
    pair = new Pair(parley);
    vera = new Sender(pair.vera, pair.conversation);
    lev = new Sender(pair.lev, pair.conversation);
  }

  @Requirement("S0-06")
  @Test
  void eitherSideSendsAFileAndTheOtherDownloadsTheVeryBytes() {
    twoPeople();
    byte[] lease = file(PDF, 300_000);
    byte[] scan = file(PNG, 70_001);
    try (ChatSocket phone = pair.vera.connect();
        ChatSocket office = pair.lev.connect()) {
      phone.watch(pair.conversation);
      office.watch(pair.conversation);
      JsonNode form = vera.upload("Договор аренды.pdf", PDF, lease);
      Response receipt = vera.send(form, "1.theLease", 1);
      assertThat(receipt.status()).isEqualTo(200);
      assertThat(receipt.body().path("seq").asInt()).isEqualTo(2);
      pair.lev.log(pair.conversation).await(2, ChatSocket.PATIENCE);

      JsonNode answer = lev.upload("scan.png", PNG, scan);
      ObjectNode reply = Json.object().put("clientMessageId", "2.theScan").put("after", 2);
      assertThat(lev.send(answer, reply.put("replyTo", 2)).body().path("seq").asInt()).isEqualTo(3);
      pair.vera.log(pair.conversation).await(3, ChatSocket.PATIENCE);
    }
    List<JsonNode> log = pair.vera.entries(pair.conversation, 10);
    assertThat(pair.lev.log(pair.conversation).entries()).isEqualTo(log);
    ObjectNode described = Json.object().put("name", "Договор аренды.pdf").put("type", PDF);
    described.put("bytes", 300_000).put("sha256", Bucket.sha256(lease));
    assertThat(log.get(1).path("file")).isEqualTo(described);
    assertThat(log.get(2).path("replyTo").asInt()).isEqualTo(2);
    assertThat(log.toString()).doesNotContain("fileId");

    assertThat(vera.download(3)).isEqualTo(scan);
    HttpResponse<byte[]> got = Bucket.get(lev.link(2).success());
    assertThat(got.body()).isEqualTo(lease);
    assertThat(got.headers().firstValue("Content-Type")).contains(PDF);
    assertThat(got.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment;")
        .contains("filename*=UTF-8''%D0%94%D0%BE%D0%B3");
    assertThat(pair.lev.conversation(pair.conversation).at("/last/preview").asText())
        .isEqualTo("scan.png");
  }

  @Requirement("S0-06")
  @Test
  void aFileMayBeAsLongAsTheWorkspaceSaysAndNotAByteLonger() {
    ObjectNode json =
        Presets.in(Repository.ROOT).stream()
            .filter(preset -> preset.id().equals("legal-portal"))
            .findFirst()
            .orElseThrow()
            .json()
            .deepCopy();
    json.putObject("files").put("mostBytes", 1_000).put("perDay", 3).putArray("types").add(PDF);
    String portal = parley.workspace(new Preset(json));
    ParleyClient person = parley.device(portal, "vera-orlova");
    Sender sender =
        new Sender(person, person.openWithSpecialist("lev-sokolov").path("id").asText());
    Response tooLong = sender.announce("a.pdf", PDF, file(PDF, 1_001));
    assertThat(tooLong.status()).isEqualTo(413);
    assertThat(List.of(tooLong.code(), tooLong.body().path("field").asText()))
        .containsExactly("too_large", "bytes");
    Response otherType = sender.announce("a.png", PNG, file(PNG, 10));
    assertThat(otherType.status()).isEqualTo(403);
    assertThat(List.of(otherType.code(), otherType.body().path("field").asText()))
        .containsExactly("not_allowed", "type");

    byte[] longest = file(PDF, 1_000);
    assertThat(sender.send(sender.upload("a.pdf", PDF, longest), "1.longest", 1).status())
        .isEqualTo(200);
    assertThat(sender.download(2)).isEqualTo(longest);
    sender.announce("b.pdf", PDF, longest).success();
    sender.announce("c.pdf", PDF, longest).success();
    Response fourth = sender.announce("d.pdf", PDF, longest);
    assertThat(fourth.status()).isEqualTo(429);
    assertThat(fourth.body().path("retryAfter").asInt()).isBetween(1, 86_400);
  }

  @Test
  void theBucketTakesWhatWasAnnouncedAndNothingElse() {
    twoPeople();
    byte[] lease = file(PDF, 5_000);
    JsonNode form = vera.announce("lease.pdf", PDF, lease).success();
    JsonNode another = vera.announce("other.pdf", PDF, file(PDF, 5_001)).success();
    for (byte[] wrong :
        List.of(changed(lease), shortened(lease), Arrays.copyOf(lease, 5_001), new byte[0])) {
      assertThat(Bucket.post(form, wrong)).isBetween(400, 403);
    }
    for (String name : List.of("key", "Content-Type", "policy", "x-amz-checksum-sha256")) {
      String other = another.at("/fields").path(name).asText();
      String wrong = name.equals("Content-Type") ? "text/html" : other;
      assertThat(Bucket.post(form, Map.of(name, wrong), lease)).as(name).isBetween(400, 403);
    }
    String kept = form.at("/fields/key").asText().replace("uploads/", "files/");
    assertThat(Bucket.post(form, Map.of("key", kept), lease)).isBetween(400, 403);
    for (JsonNode prepared : List.of(form, another)) {
      Response missing = vera.send(prepared, "1.nothing", 1);
      assertThat(missing.status()).isEqualTo(409);
      assertThat(missing.code()).isEqualTo("file_missing");
    }
    assertThat(pair.lev.entries(pair.conversation, 10)).hasSize(1);
    assertThat(Bucket.post(form, lease)).isEqualTo(204);
    assertThat(vera.send(form, "1.nothing", 1).status()).isEqualTo(200);
  }

  @Test
  void whatIsNotWhatItIsCalledIsSeenByNobody() {
    twoPeople();
    byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
    Response refused = vera.send(vera.upload("lease.pdf", PDF, page), "1.thePage", 1);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("file_refused");
    assertThat(pair.vera.entries(pair.conversation, 10)).hasSize(1);
    assertThat(lev.link(2).code()).isEqualTo("not_found");
  }

  @Test
  void aFileIsSentOnceByItsOwnerWhereItWasMeantFor() {
    twoPeople();
    JsonNode form = vera.upload("lease.pdf", PDF, file(PDF, 100));
    String other = pair.vera.openWithSpecialist("anna-belova").path("id").asText();
    Sender elsewhere = new Sender(pair.vera, other);
    assertThat(elsewhere.send(form, "1.elsewhere", 1).code()).isEqualTo("not_found");
    assertThat(vera.send(form, "1.theLease", 1).status()).isEqualTo(200);
    assertThat(vera.send(form, "2.sentAgain", 2).code()).isEqualTo("not_found");
    JsonNode second = vera.upload("lease.pdf", PDF, file(PDF, 100));
    assertThat(vera.send(second, "1.theLease", 2).code()).isEqualTo("idempotency_mismatch");
    assertThat(lev.send(second, "2.notMine", 2).code()).isEqualTo("not_found");

    ParleyClient pavel = parley.device(pair.portal, "pavel-zimin");
    Sender stranger = new Sender(pavel, pair.conversation);
    assertThat(stranger.link(2).code()).isEqualTo("not_found");
    assertThat(stranger.announce("a.pdf", PDF, file(PDF, 9)).code()).isEqualTo("not_found");
    assertThat(elsewhere.link(2).code()).isEqualTo("not_found");
    assertThat(vera.link(1).code()).isEqualTo("not_found");
    assertThat(vera.link(3).code()).isEqualTo("not_found");
  }

  @Test
  void aRetryGetsTheSameReceiptAndTheFileStaysAsItWasSent() {
    twoPeople();
    byte[] lease = file(PDF, 5_000);
    JsonNode form = vera.upload("lease.pdf", PDF, lease);
    JsonNode late = vera.upload("late.pdf", PDF, lease);
    Response first = vera.send(form, "1.theLease", 1);
    assertThat(vera.send(form, "1.theLease", 1).body()).isEqualTo(first.body());
    assertThat(Bucket.post(form, changed(lease))).isBetween(400, 403);
    assertThat(Bucket.post(form, lease)).isEqualTo(204);
    JsonNode link = lev.link(2).success();
    for (int n = 0; n < 4; n++) {
      parley.pass(Duration.ofSeconds(270));
    }
    assertThat(Bucket.post(form, lease)).isBetween(400, 403);
    assertThat(vera.send(form, "1.theLease", 1).body()).isEqualTo(first.body());
    assertThat(vera.send(late, "2.tooLate", 2).code()).isEqualTo("not_found");
    assertThat(pair.lev.entries(pair.conversation, 10)).hasSize(2);
    assertThat(Bucket.get(link).statusCode()).isEqualTo(403);
    assertThat(lev.download(2)).isEqualTo(lease);
  }

  @Test
  void whoIsBlockedNeitherUploadsNorSends() {
    twoPeople();
    JsonNode form = vera.upload("lease.pdf", PDF, file(PDF, 100));
    ObjectNode confirmed = Json.object().put("confirm", true);
    pair.lev.post("/conversations/" + pair.conversation + "/block", confirmed).success();
    assertThat(vera.announce("a.pdf", PDF, file(PDF, 9)).code()).isEqualTo("blocked");
    assertThat(vera.send(form, "1.theLease", 1).code()).isEqualTo("blocked");
    assertThat(lev.announce("a.pdf", PDF, file(PDF, 9)).code()).isEqualTo("unblock_first");
    pair.lev.post("/conversations/" + pair.conversation + "/unblock", confirmed).success();
    assertThat(vera.send(form, "1.theLease", 1).body().path("seq").asInt()).isEqualTo(4);
  }

  @Requirement("S0-06")
  @Test
  void anOperatorSendsAFileInAChannelAndAColleagueSeesIt() {
    String kitchens = parley.workspace("kitchen-designers");
    ParleyClient dmitri = parley.device(kitchens, "dmitri-volkov");
    ParleyClient igor = parley.device(kitchens, "igor-lapin");
    String id = dmitri.openWithChannel("moscow").path("id").asText();
    Sender client = new Sender(dmitri, id);
    Sender olga = new Sender(parley.device(kitchens, "olga-demina"), id);
    Sender kazan = new Sender(parley.device(kitchens, "alsu-safina"), id);
    byte[] plan = file(PDF, 2_000);
    assertThat(olga.announce("plan.pdf", PDF, plan).code()).isEqualTo("client_first");
    client.send(client.upload("kitchen.png", PNG, file(PNG, 1_000)), "1.myKitchen", 1).success();
    try (ChatSocket desk = igor.connect()) {
      desk.watch(id);
      olga.send(olga.upload("plan.pdf", PDF, plan), "2.thePlan", 2).success();
      igor.log(id).await(3, ChatSocket.PATIENCE);
    }
    assertThat(client.download(3)).isEqualTo(plan);
    assertThat(new Sender(igor, id).download(2)).isEqualTo(file(PNG, 1_000));
    assertThat(kazan.link(3).code()).isEqualTo("not_found");

    Sender late = new Sender(igor, id);
    JsonNode other = late.upload("other.pdf", PDF, plan);
    assertThat(late.send(other, "2.myPlan", 2).code()).isEqualTo("already_answered");
    ObjectNode anyway = Json.object().put("clientMessageId", "2.myPlan").put("after", 2);
    assertThat(late.send(other, anyway.put("confirm", true)).body().path("seq").asInt())
        .isEqualTo(4);
  }
}
