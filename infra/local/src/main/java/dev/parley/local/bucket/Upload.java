package dev.parley.local.bucket;

import dev.parley.local.endpoint.Call;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to become an object, its checksums verified. */
record Upload(
    String key,
    byte[] content,
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> checksums) {
  static final String METADATA = "x-amz-meta-";
  static final int LONGEST_METADATA = 2048;
  static final Set<String> KEPT =
      Set.of(
          "content-type",
          "content-disposition",
          "content-encoding",
          "content-language",
          "cache-control",
          "expires");
  private static final Set<String> NOT_SERVED =
      Set.of(
          "x-amz-tagging",
          "tagging",
          "x-amz-website-redirect-location",
          "x-amz-object-lock-mode",
          "x-amz-object-lock-retain-until-date",
          "x-amz-object-lock-legal-hold",
          "x-amz-server-side-encryption-customer-algorithm",
          "x-amz-write-offset-bytes");

  Stored stored(String file, long modifiedMillis) {
    String md5 = HexFormat.of().formatHex(Checksum.digest("MD5", content));
    return new Stored(key, file, content.length, md5, modifiedMillis, headers, metadata, checksums);
  }

  /** The body of a PUT. */
  static Upload of(Call call, String key) throws Refusal {
    Map<String, String> given = headers(call);
    byte[] content = call.body();
    if (given.getOrDefault("x-amz-content-sha256", "").startsWith("STREAMING-")) {
      ChunkedBody chunked = ChunkedBody.read(content);
      content = chunked.content();
      String announced = given.get("x-amz-decoded-content-length");
      if (announced != null && !announced.equals(String.valueOf(content.length))) {
        throw ChunkedBody.incomplete();
      }
      String trailer = given.get("x-amz-trailer");
      if (trailer != null && !chunked.trailers().containsKey(trailer.toLowerCase())) {
        throw new Refusal(
            400, "MalformedTrailerError", "The request lacks the trailer " + trailer + ".");
      }
      given.putAll(chunked.trailers());
    }
    return of(key, content, given);
  }

  /**
   * An object from what was given with it.
   *
   * @param given headers, or fields of a form, by their names in lower case
   */
  static Upload of(String key, byte[] content, Map<String, String> given) throws Refusal {
    checkKey(key);
    checkServed(given);
    checkMd5(content, given);
    return new Upload(key, content, kept(given), metadata(given), checksums(content, given));
  }

  /** Headers by their names in lower case, in UTF-8 where they are that. */
  static Map<String, String> headers(Call call) {
    Map<String, String> given = new LinkedHashMap<>();
    call.headers().keySet().forEach(name -> given.put(name, utf8(call.header(name).orElseThrow())));
    return given;
  }

  static void checkKey(String key) throws Refusal {
    int length = key.getBytes(StandardCharsets.UTF_8).length;
    if (length > Bucket.LONGEST_KEY) {
      throw new Refusal(400, "KeyTooLongError", "Your key is too long")
          .with("Size", length)
          .with("MaxSizeAllowed", Bucket.LONGEST_KEY);
    }
  }

  static Map<String, String> kept(Map<String, String> given) {
    Map<String, String> kept = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          String real = name.equals("content-encoding") ? withoutChunks(value) : value;
          if (KEPT.contains(name) && !real.isEmpty()) {
            kept.put(name, real);
          }
        });
    return kept;
  }

  static Map<String, String> metadata(Map<String, String> given) throws Refusal {
    Map<String, String> metadata = new LinkedHashMap<>();
    int length = 0;
    for (Map.Entry<String, String> entry : given.entrySet()) {
      if (entry.getKey().startsWith(METADATA)) {
        String name = entry.getKey().substring(METADATA.length());
        metadata.put(name, entry.getValue());
        length += (name + entry.getValue()).getBytes(StandardCharsets.UTF_8).length;
      }
    }
    if (length > LONGEST_METADATA) {
      throw new Refusal(
              400,
              "MetadataTooLarge",
              "Your metadata headers exceed the maximum allowed metadata size")
          .with("Size", length)
          .with("MaxSizeAllowed", LONGEST_METADATA);
    }
    return metadata;
  }

  private static void checkServed(Map<String, String> given) throws Refusal {
    for (String name : given.keySet()) {
      if (NOT_SERVED.contains(name)) {
        throw Refusal.notImplemented(name);
      }
    }
    checkOnly(given, "x-amz-server-side-encryption", "AES256");
    checkOnly(given, "x-amz-storage-class", "STANDARD");
    boolean grants = given.keySet().stream().anyMatch(it -> it.startsWith("x-amz-grant-"));
    boolean acl =
        Stream.of("x-amz-acl", "acl")
            .map(given::get)
            .anyMatch(it -> it != null && !it.equals("bucket-owner-full-control"));
    if (acl || grants) {
      // Buckets have had no access control lists by default since 2023.
      throw new Refusal(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
    }
  }

  private static void checkOnly(Map<String, String> given, String name, String only)
      throws Refusal {
    if (!given.getOrDefault(name, only).equals(only)) {
      throw Refusal.notImplemented(name);
    }
  }

  private static void checkMd5(byte[] content, Map<String, String> given) throws Refusal {
    String expected = given.get("content-md5");
    if (expected == null) {
      return;
    }
    String calculated = Base64.getEncoder().encodeToString(Checksum.digest("MD5", content));
    if (!isDigest(expected)) {
      throw new Refusal(400, "InvalidDigest", "The Content-MD5 you specified was invalid.")
          .with("Content-MD5", expected);
    }
    if (!expected.equals(calculated)) {
      throw new Refusal(
              400, "BadDigest", "The Content-MD5 you specified did not match what we received.")
          .with("ExpectedDigest", expected)
          .with("CalculatedDigest", calculated);
    }
  }

  private static boolean isDigest(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length == 16;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Those given, or the one that S3 makes by itself. */
  private static Map<String, String> checksums(byte[] content, Map<String, String> given)
      throws Refusal {
    Map<String, String> checksums = new LinkedHashMap<>();
    for (Checksum checksum : Checksum.values()) {
      String expected = given.get(checksum.header());
      if (expected != null) {
        if (!expected.equals(checksum.of(content))) {
          throw new Refusal(
              400,
              "BadDigest",
              "The %s you specified did not match the calculated checksum.".formatted(checksum));
        }
        checksums.put(checksum.header(), expected);
      }
    }
    if (checksums.size() > 1) {
      throw new Refusal(
          400,
          "InvalidRequest",
          "Expecting a single x-amz-checksum- header. Multiple checksum Types"
              + " are not allowed.");
    }
    if (checksums.isEmpty()) {
      checksums.put(Checksum.CRC64NVME.header(), Checksum.CRC64NVME.of(content));
    }
    return checksums;
  }

  private static String withoutChunks(String encodings) {
    return List.of(encodings.split(",")).stream()
        .map(String::strip)
        .filter(it -> !it.isEmpty() && !it.equals("aws-chunked"))
        .collect(Collectors.joining(","));
  }

  // Servers read headers as Latin-1; clients write UTF-8.
  private static String utf8(String header) {
    try {
      byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return header;
    }
  }
}
