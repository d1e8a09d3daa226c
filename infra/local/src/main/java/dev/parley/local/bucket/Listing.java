package dev.parley.local.bucket;

import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Lists a bucket's objects page by page, version 2 of the call. */
final class Listing {
  static final int LONGEST_PAGE = 1000;

  /** A line of a page: an object, or what several keys begin with. */
  private sealed interface Line {
    record Key(Stored object) implements Line {}

    record Common(String prefix) implements Line {}
  }

  private final Call call;
  private final Bucket bucket;
  private final String prefix;
  private final String delimiter;
  private final int most;
  private final List<Line> page = new ArrayList<>();
  private Optional<String> next = Optional.empty();

  private Listing(Bucket bucket, Call call) throws Refusal {
    this.bucket = bucket;
    this.call = call;
    this.prefix = call.parameter("prefix").orElse("");
    this.delimiter = call.parameter("delimiter").orElse("");
    this.most = most(call);
  }

  static Reply of(Bucket bucket, Call call) throws IOException, Refusal {
    Listing listing = new Listing(bucket, call);
    listing.collect(bucket.objects());
    return Reply.of(200, "application/xml", listing.xml());
  }

  private static int most(Call call) throws Refusal {
    String given = call.parameter("max-keys").orElse(String.valueOf(LONGEST_PAGE));
    try {
      int most = Integer.parseInt(given);
      if (most < 0) {
        throw Refusal.invalidArgument(
            "Argument maxKeys must be an integer between 0 and 2147483647", "maxKeys", given);
      }
      return Math.min(most, LONGEST_PAGE);
    } catch (NumberFormatException e) {
      throw Refusal.invalidArgument(
          "Provided max-keys not an integer or within integer range", "max-keys", given);
    }
  }

  private void collect(NavigableMap<String, Stored> objects) throws Refusal {
    String last = after();
    // A token may name what several keys begin with: they are passed over, being told already.
    String common =
        call.parameter("continuation-token").isPresent() && last.equals(common(last)) ? last : null;
    for (Stored object : objects.tailMap(last, false).values()) {
      String key = object.key();
      if (key.startsWith(prefix) && (common == null || !key.startsWith(common))) {
        if (page.size() >= most) {
          next = most == 0 ? Optional.empty() : Optional.of(last);
          return;
        }
        common = common(key);
        page.add(common == null ? new Line.Key(object) : new Line.Common(common));
        last = common == null ? key : common;
      }
    }
  }

  /** What the key is told as together with others, or null. */
  private String common(String key) {
    int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return end < 0 ? null : key.substring(0, end + delimiter.length());
  }

  private String after() throws Refusal {
    Optional<String> token = call.parameter("continuation-token");
    if (token.isEmpty()) {
      return call.parameter("start-after").orElse("");
    }
    try {
      return new String(Base64.getUrlDecoder().decode(token.get()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalidArgument(
          "The continuation token provided is incorrect", "continuation-token", token.get());
    }
  }

  private String xml() {
    Xml xml = new Xml().root("ListBucketResult");
    xml.leaf("Name", bucket.definition().name()).leaf("Prefix", encoded(prefix));
    call.parameter("start-after").ifPresent(it -> xml.leaf("StartAfter", encoded(it)));
    call.parameter("continuation-token").ifPresent(it -> xml.leaf("ContinuationToken", it));
    next.map(it -> it.getBytes(StandardCharsets.UTF_8))
        .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
        .ifPresent(it -> xml.leaf("NextContinuationToken", it));
    xml.leaf("KeyCount", page.size()).leaf("MaxKeys", most);
    if (!delimiter.isEmpty()) {
      xml.leaf("Delimiter", encoded(delimiter));
    }
    if (urlEncoded()) {
      xml.leaf("EncodingType", "url");
    }
    xml.leaf("IsTruncated", next.isPresent());
    for (Line line : page) {
      switch (line) {
        case Line.Key(Stored object) -> contents(xml, object);
        case Line.Common(String common) ->
            xml.open("CommonPrefixes").leaf("Prefix", encoded(common)).close("CommonPrefixes");
      }
    }
    return xml.close("ListBucketResult").toString();
  }

  private void contents(Xml xml, Stored object) {
    xml.open("Contents").leaf("Key", encoded(object.key()));
    xml.leaf("LastModified", object.modifiedIso()).leaf("ETag", object.etag());
    xml.leaf("Size", object.size()).leaf("StorageClass", "STANDARD").close("Contents");
  }

  private boolean urlEncoded() {
    return call.parameter("encoding-type").filter("url"::equals).isPresent();
  }

  private String encoded(String text) {
    return urlEncoded()
        ? URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/").replace("*", "%2A")
        : text;
  }
}
