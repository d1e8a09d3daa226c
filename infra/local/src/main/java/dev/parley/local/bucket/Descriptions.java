package dev.parley.local.bucket;

import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that tell of an object. */
final class Descriptions {
  private static final String OVERRIDE = "response-";

  private Descriptions() {}

  /** Answers of a GET without the content, or of a HEAD. */
  static Reply of(Stored object, Call call) throws Refusal {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "binary/octet-stream");
    headers.putAll(object.headers());
    for (String name : Upload.KEPT) {
      String overriding = call.parameter(OVERRIDE + name).orElse("");
      if (!overriding.isEmpty()) {
        headers.put(name, checked(OVERRIDE + name, overriding));
      }
    }
    headers.replaceAll((_, value) -> printable(value));
    object
        .metadata()
        .forEach((name, value) -> headers.put(Upload.METADATA + name, printable(value)));
    if (call.header("x-amz-checksum-mode").filter("ENABLED"::equalsIgnoreCase).isPresent()) {
      headers.putAll(object.checksums());
      headers.put("x-amz-checksum-type", "FULL_OBJECT");
    }
    headers.put("ETag", object.etag());
    headers.put("Last-Modified", object.lastModified());
    headers.put("Accept-Ranges", "bytes");
    headers.put("x-amz-server-side-encryption", "AES256");
    headers.put("Content-Length", String.valueOf(object.size()));
    return new Reply(200, headers, new byte[0]);
  }

  private static String checked(String name, String value) throws Refusal {
    if (!value.chars().allMatch(c -> c >= ' ' && c <= 0xff && c != 0x7f)) {
      throw Refusal.invalidArgument(
          "Header value cannot be represented using ISO-8859-1.", name, value);
    }
    return value;
  }

  /** What is no ASCII is encoded as RFC 2047 says, as S3 does. */
  private static String printable(String value) {
    if (value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return value;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(utf8) + "?=";
  }
}
