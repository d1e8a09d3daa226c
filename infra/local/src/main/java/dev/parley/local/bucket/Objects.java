package dev.parley.local.bucket;

import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Reply;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is done with one object: put, get, head, copy, delete. */
final class Objects {
  /** Finds the bucket of a copy's source. */
  @FunctionalInterface
  interface Source {
    Bucket bucket(String name) throws Refusal;
  }

  private Objects() {}

  static Reply put(Bucket bucket, String key, Call call) throws IOException, Refusal {
    Stored stored = bucket.put(Upload.of(call, key), Conditions.ofWriting(call, key));
    Reply reply = Reply.empty(200).with("ETag", stored.etag());
    for (Map.Entry<String, String> checksum : stored.checksums().entrySet()) {
      reply = reply.with(checksum.getKey(), checksum.getValue());
    }
    return reply.with("x-amz-checksum-type", "FULL_OBJECT");
  }

  static Reply get(Bucket bucket, String key, Call call) throws IOException, Refusal {
    Bucket.Content content = bucket.read(key);
    Stored object = content.object();
    if (Conditions.ofReading(call, object)) {
      return notModified(object);
    }
    Reply described = Descriptions.of(object, call);
    Optional<Range> range = Range.of(call, object.size());
    if (range.isEmpty()) {
      return new Reply(200, described.headers(), content.bytes());
    }
    Range part = range.get();
    Map<String, String> headers = new LinkedHashMap<>(described.headers());
    // They are of the whole.
    headers.keySet().removeIf(it -> it.startsWith("x-amz-checksum-"));
    headers.put("Content-Range", part.header(object.size()));
    headers.put("Content-Length", String.valueOf(part.length()));
    return new Reply(206, headers, part.of(content.bytes()));
  }

  static Reply head(Bucket bucket, String key, Call call) throws IOException, Refusal {
    Stored object = bucket.find(key).orElseThrow(() -> Refusal.noSuchKey(key));
    if (Conditions.ofReading(call, object)) {
      return notModified(object);
    }
    Reply described = Descriptions.of(object, call);
    Optional<Range> range = Range.of(call, object.size());
    return range
        .map(
            it ->
                new Reply(206, described.headers(), new byte[0])
                    .with("Content-Range", it.header(object.size()))
                    .with("Content-Length", String.valueOf(it.length())))
        .orElse(described);
  }

  private static Reply notModified(Stored object) {
    return Reply.empty(304)
        .with("ETag", object.etag())
        .with("Last-Modified", object.lastModified());
  }

  static Reply delete(Bucket bucket, String key, Call call) throws IOException, Refusal {
    bucket.delete(key, Conditions.ofWriting(call, key));
    return Reply.empty(204);
  }

  static Reply copy(Bucket bucket, String key, Call call, Source buckets)
      throws IOException, Refusal {
    String source = call.header("x-amz-copy-source").orElseThrow();
    if (source.contains("?versionId=")) {
      throw Refusal.notImplemented("versionId");
    }
    String path = decoded(source).replaceFirst("^/", "");
    int slash = path.indexOf('/');
    if (slash < 1 || slash == path.length() - 1) {
      throw Refusal.invalidArgument(
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
          "x-amz-copy-source",
          source);
    }
    Bucket from = buckets.bucket(path.substring(0, slash));
    String fromKey = path.substring(slash + 1);
    boolean replaced = replaces(call);
    if (from == bucket && fromKey.equals(key) && !replaced) {
      throw new Refusal(
          400,
          "InvalidRequest",
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
    Bucket.Content content = from.read(fromKey);
    Conditions.ofCopying(call, content.object());
    Stored copied =
        bucket.put(copied(content, key, call, replaced), Conditions.ofWriting(call, key));
    Xml xml = new Xml().root("CopyObjectResult");
    xml.leaf("LastModified", copied.modifiedIso()).leaf("ETag", copied.etag());
    return Reply.of(200, "application/xml", xml.close("CopyObjectResult").toString());
  }

  private static String decoded(String source) throws Refusal {
    try {
      return URLDecoder.decode(source, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalidArgument("Invalid copy source encoding.", "x-amz-copy-source", source);
    }
  }

  private static boolean replaces(Call call) throws Refusal {
    String directive = call.header("x-amz-metadata-directive").orElse("COPY");
    return switch (directive) {
      case "COPY" -> false;
      case "REPLACE" -> true;
      default ->
          throw Refusal.invalidArgument(
              "Unknown metadata directive.", "x-amz-metadata-directive", directive);
    };
  }

  private static Upload copied(Bucket.Content content, String key, Call call, boolean replaced)
      throws Refusal {
    Map<String, String> given = Upload.headers(call);
    // They tell of the request's own, empty body.
    given.keySet().removeIf(it -> it.equals("content-md5") || it.startsWith("x-amz-checksum-"));
    if (!replaced) {
      given.keySet().removeIf(it -> Upload.KEPT.contains(it) || it.startsWith(Upload.METADATA));
      given.putAll(content.object().headers());
      content
          .object()
          .metadata()
          .forEach((name, value) -> given.put(Upload.METADATA + name, value));
    }
    given.putAll(content.object().checksums());
    return Upload.of(key, content.bytes(), given);
  }
}
