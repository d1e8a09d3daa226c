package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.lambda.bucket.Posting;
import dev.parley.lambda.wire.EvidencePack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The recorded events about evidence and audits. */
final class EvidencePlay {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The consultation that the recorded events name. */
  private static final String RECORDED =
      ConsultationId.requested("legal-portal", "vera-orlova", "request-1").value();

  private final Surroundings around;
  private final Functions functions;

  /** How a test has functions called. */
  interface Functions {
    /** Plays a recorded call with parts of it replaced, and gives the body of its answer. */
    String call(String function, String event, String... replaced) throws IOException;

    /** With which environment a function is called that is not called over REST. */
    Map<String, String> environment(String function);
  }

  EvidencePlay(Surroundings around, Functions functions) {
    this.around = around;
    this.functions = functions;
  }

  /** Has the evidence of the recorded consultation gathered and downloads it. */
  dev.parley.core.consultation.Evidence fetched() throws IOException {
    return fetched(RECORDED);
  }

  private dev.parley.core.consultation.Evidence fetched(String consultation) throws IOException {
    String asked = call("evidence-ask", RECORDED, consultation);
    assertThat(call("evidence-ask", RECORDED, consultation)).isEqualTo(asked);
    String recorded = RecordedPlay.event("gather-evidence");
    String was =
        JSON.readTree(JSON.readTree(recorded).at("/Records/0/body").asText()).path("job").asText();
    String job = JSON.readTree(asked).path("jobId").asText();
    String event = recorded.replace(RECORDED, consultation).replace(was, job);
    String body = JSON.readTree(event).at("/Records/0/body").asText();
    assertThat(around.queues().take(around.queues().evidence())).containsExactly(body, body);

    String[] replaced = {RECORDED, consultation, was, job};
    assertThat(call("evidence-link", replaced)).isEqualTo("{\"status\":\"pending\"}");
    assertThat(invoke("GatherEvidence", event)).isEqualTo("{}");
    JsonNode link = JSON.readTree(call("evidence-link", replaced));
    assertThat(link.path("status").asText()).isEqualTo("ready");
    HttpResponse<String> downloaded = Posting.get(URI.create(link.path("url").asText()));
    assertThat(downloaded.headers().firstValue("content-disposition").orElseThrow())
        .startsWith("attachment; filename=\"evidence-" + consultation + ".json\"");
    return EvidencePack.read(downloaded.body());
  }

  private String call(String event, String... replaced) throws IOException {
    around.bucket().by("Evidence");
    return functions.call("Evidence", event, replaced);
  }

  /** Has all books proved. */
  JsonNode audited() throws IOException {
    return JSON.readTree(invoke("Audit", RecordedPlay.event("audit")));
  }

  /** Of a consultation that was judged, and of one that came to no terms. */
  void ofJudgedAndOfNew(String client) throws IOException {
    assertThat(fetched(id(client, "request-1")).flaws()).isEmpty();
    functions.call(
        "Consultations", "consultations-request", "vera-orlova", client, "request-1", "request-2");
    assertThat(fetched(id(client, "request-2")).lines()).isEmpty();
  }

  /** An audit brings what a specialist has repaid back into the reserve. */
  void ofARepayment(String client) throws IOException {
    functions.call("Wallet", "wallet-fund");
    refunded(client, "request-1");
    for (String step : "request offer agree pay close accept".split(" ")) {
      functions.call(
          "Consultations",
          "consultations-" + step,
          "vera-orlova",
          client,
          "request-1",
          "request-3",
          RECORDED,
          id(client, "request-3"));
    }
    JsonNode report = audited();
    assertThat(report.path("restored").asInt()).isEqualTo(1);
    assertThat(report.path("flaws")).isEmpty();
    assertThat(audited().path("restored").asInt()).isZero();
  }

  /** Has given back to the client a part of what the specialist has got; these owe it then. */
  void refunded(String client, String key) throws IOException {
    functions.call("Consultations", "consultations-refund", RECORDED, id(client, key));
  }

  private static String id(String client, String key) {
    return ConsultationId.requested("legal-portal", client, key).value();
  }

  private String invoke(String function, String event) throws IOException {
    around.bucket().by(function);
    Map<String, String> environment = functions.environment(function);
    RequestStreamHandler handler =
        function.equals("Audit")
            ? new Audit(environment, around.clock())
            : new GatherEvidence(environment, around.clock());
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, around.context());
    return output.toString(StandardCharsets.UTF_8);
  }
}
