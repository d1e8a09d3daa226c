package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Where files are posted and fetched: by forms and links alone, without a header of ours. */
final class Bucket {
  private static final String BOUNDARY = "a-boundary-that-no-file-holds";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Bucket() {}

  /** Posts a form as it was given, with a file; gives the status. */
  static int post(JsonNode prepared, byte[] content) {
    return post(prepared, Map.of(), content);
  }

  /**
   * @param other fields that are not posted as they were given
   */
  static int post(JsonNode prepared, Map<String, String> other, byte[] content) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    prepared
        .path("fields")
        .propertyStream()
        .forEach(
            field -> {
              String value = other.getOrDefault(field.getKey(), field.getValue().asText());
              part(body, "name=\"" + field.getKey() + "\"", utf8(value));
            });
    part(body, "name=\"file\"; filename=\"upload\"", content);
    body.writeBytes(utf8("--" + BOUNDARY + "--\r\n"));
    return send(HttpRequest.newBuilder(URI.create(prepared.path("url").asText()))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())))
        .statusCode();
  }

  static HttpResponse<byte[]> get(JsonNode link) {
    return send(HttpRequest.newBuilder(URI.create(link.path("url").asText())));
  }

  static String sha256(byte[] content) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
    body.writeBytes(
        utf8("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n"));
    body.writeBytes(content);
    body.writeBytes(utf8("\r\n"));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.timeout(Duration.ofSeconds(40)).build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
