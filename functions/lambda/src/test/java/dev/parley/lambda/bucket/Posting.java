package dev.parley.lambda.bucket;

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
import java.util.HashMap;
import java.util.Map;

/** Posts forms as browsers do, and gets what links lead to. */
public final class Posting {
  private static final String BOUNDARY = "a-boundary-that-no-file-holds";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Posting() {}

  /** Posts the fields of a form with a file behind them. */
  public static HttpResponse<String> post(URI url, Map<String, String> fields, byte[] content) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach((name, value) -> part(body, "name=\"" + name + "\"", bytes(value)));
    part(body, "name=\"file\"; filename=\"a.bin\"", content);
    body.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
    return send(
        HttpRequest.newBuilder(url)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** Posts the form that an answer of ours holds. */
  public static HttpResponse<String> post(JsonNode prepared, byte[] content) {
    Map<String, String> fields = new HashMap<>();
    prepared
        .path("fields")
        .propertyStream()
        .forEach(one -> fields.put(one.getKey(), one.getValue().asText()));
    return post(URI.create(prepared.path("url").asText()), fields, content);
  }

  public static HttpResponse<String> get(URI link) {
    return send(HttpRequest.newBuilder(link));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
    body.writeBytes(
        bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n"));
    body.writeBytes(content);
    body.writeBytes(bytes("\r\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
