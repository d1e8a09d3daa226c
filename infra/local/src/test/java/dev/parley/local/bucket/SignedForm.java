package dev.parley.local.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A browser's form with a policy, signed as a back end signs it; tests change what they like. */
final class SignedForm {
  private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

  final Map<String, String> fields = new LinkedHashMap<>();
  final Map<String, String> afterFile = new LinkedHashMap<>();
  final List<String> conditions = new ArrayList<>();
  String secret = "local";
  String fileName = "photo.jpg";
  byte[] file = "content".getBytes(UTF_8);
  private final Instant expiration;

  SignedForm(Instant now, Instant expiration) {
    this.expiration = expiration;
    String date =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(now);
    with("x-amz-algorithm", "AWS4-HMAC-SHA256");
    with("x-amz-credential", "local/" + date.substring(0, 8) + "/us-east-1/s3/aws4_request");
    with("x-amz-date", date);
    conditions.add("{\"bucket\":\"uploads\"}");
  }

  /** A field that the policy demands just so. */
  SignedForm with(String field, String value) {
    fields.put(field, value);
    conditions.add("{\"%s\":\"%s\"}".formatted(field, value));
    return this;
  }

  SignedForm field(String name, String value) {
    fields.put(name, value);
    return this;
  }

  SignedForm condition(String condition) {
    conditions.add(condition);
    return this;
  }

  SignedForm file(byte[] content) {
    file = content;
    return this;
  }

  HttpRequest.Builder request(BucketFixture fixture) throws Exception {
    String policy =
        Base64.getEncoder()
            .encodeToString(
                "{\"expiration\":\"%s\",\"conditions\":[%s]}"
                    .formatted(expiration, String.join(",", conditions))
                    .getBytes(UTF_8));
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.putIfAbsent("policy", policy);
    all.putIfAbsent("x-amz-signature", sign(all.get("policy")));
    return HttpRequest.newBuilder(fixture.at("/uploads"))
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofByteArray(body(all)));
  }

  private byte[] body(Map<String, String> before) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    before.forEach((name, value) -> part(body, "name=\"" + name + "\"", value.getBytes(UTF_8)));
    part(body, "name=\"file\"; filename=\"" + fileName + "\"", file);
    afterFile.forEach((name, value) -> part(body, "name=\"" + name + "\"", value.getBytes(UTF_8)));
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return body.toByteArray();
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n"
            .formatted(BOUNDARY, disposition)
            .getBytes(UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(UTF_8));
  }

  private String sign(String policy) throws Exception {
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    String credential = fields.getOrDefault("x-amz-credential", "a/b/c/d/e");
    for (String part : credential.substring(credential.indexOf('/') + 1).split("/")) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, policy));
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }
}
