package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/** Somebody who sends files into one conversation. */
record Sender(ParleyClient person, String conversation) {
  static final String PDF = "application/pdf";
  static final String PNG = "image/png";

  /** A file of a length that begins as its type does, full of bytes that are no text. */
  static byte[] file(String type, int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    byte[] begin =
        (type.equals(PDF) ? "%PDF-1.7\n" : "\211PNG\r\n\032\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(begin, 0, content, 0, begin.length);
    return content;
  }

  /** The same with its last byte changed. */
  static byte[] changed(byte[] content) {
    byte[] other = content.clone();
    other[other.length - 1]++;
    return other;
  }

  static byte[] shortened(byte[] content) {
    return Arrays.copyOf(content, content.length - 1);
  }

  /** Announces a file. */
  Response announce(String name, String type, byte[] content) {
    ObjectNode file = Json.object().put("name", name).put("type", type);
    file.put("bytes", content.length).put("sha256", Bucket.sha256(content));
    return person.post("/conversations/" + conversation + "/files", file);
  }

  /** Announces a file and uploads it; gives what was answered to the former. */
  JsonNode upload(String name, String type, byte[] content) {
    JsonNode prepared = announce(name, type, content).success();
    assertThat(Bucket.post(prepared, content)).isEqualTo(204);
    return prepared;
  }

  /** Sends what was uploaded. */
  Response send(JsonNode prepared, String clientMessageId, long after) {
    return send(
        prepared, Json.object().put("clientMessageId", clientMessageId).put("after", after));
  }

  Response send(JsonNode prepared, ObjectNode body) {
    String file = prepared.path("fileId").asText();
    return person.post("/conversations/%s/files/%s/send".formatted(conversation, file), body);
  }

  /** Asks for a link to the file of an entry. */
  Response link(long seq) {
    return person.call(
        "GET", "/conversations/%s/entries/%d/file".formatted(conversation, seq), Optional.empty());
  }

  /** What the person gets who follows a link to the file of an entry. */
  byte[] download(long seq) {
    return Bucket.get(link(seq).success()).body();
  }
}
