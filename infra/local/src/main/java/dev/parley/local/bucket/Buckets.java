package dev.parley.local.bucket;

import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Reply;
import dev.parley.local.endpoint.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * S3 for the buckets of a template, addressed by path. It has no versions, access control lists,
 * multipart uploads, tags or event notifications: what asks for them is answered NotImplemented.
 */
public final class Buckets implements Service, AutoCloseable {
  /** The name in the credential scope of S3's signatures. */
  public static final String SIGNING_NAME = "s3";

  /** Parameters that make another call of a GET, PUT, POST or DELETE. */
  private static final Set<String> OTHER_CALLS =
      Set.of(
          "accelerate acl analytics attributes cors encryption intelligent-tiering inventory"
              .concat(" legal-hold lifecycle location logging metrics notification object-lock")
              .concat(" ownershipControls partNumber policy policyStatus publicAccessBlock")
              .concat(" replication requestPayment restore retention select tagging torrent")
              .concat(" uploadId uploads versionId versioning versions website session")
              .concat(" renameObject append metadataTable metadataConfiguration")
              .split(" "));

  private final SortedMap<String, Bucket> buckets = new TreeMap<>();
  private final InstantSource clock;
  private final Access access;
  private final Path folder;
  private final boolean temporary;

  private Buckets(InstantSource clock, Path folder, boolean temporary) {
    this.clock = clock;
    this.access = new Access(clock);
    this.folder = folder;
    this.temporary = temporary;
  }

  /**
   * Opens the buckets.
   *
   * @param clock by which URLs, policies and objects expire
   * @param folder that keeps them; without one they are in a folder that closing deletes
   */
  public static Buckets open(
      List<BucketDefinition> definitions, InstantSource clock, Optional<Path> folder) {
    try {
      Path place = folder.isPresent() ? folder.get() : Files.createTempDirectory("buckets");
      Buckets opened = new Buckets(clock, place, folder.isEmpty());
      for (BucketDefinition definition : definitions) {
        opened.buckets.put(
            definition.name(), Bucket.open(definition, place.resolve(definition.name()), clock));
      }
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException("the buckets cannot be opened: " + e, e);
    }
  }

  /** How much is in each bucket, by name. */
  public List<BucketSummary> summaries() {
    List<BucketSummary> summaries = new ArrayList<>();
    try {
      for (Bucket bucket : buckets.values()) {
        List<Stored> objects = List.copyOf(bucket.objects().values());
        summaries.add(
            new BucketSummary(
                bucket.definition().name(),
                objects.size(),
                objects.stream().mapToLong(Stored::size).sum()));
      }
      return summaries;
    } catch (IOException e) {
      throw new UncheckedIOException("the buckets cannot be read: " + e, e);
    }
  }

  @Override
  public Reply answer(Call call) throws IOException {
    String id = Long.toHexString(call.hashCode() * 31L + clock.millis()).toUpperCase(Locale.ROOT);
    Optional<Bucket> named = call.segments().stream().findFirst().map(buckets::get);
    Reply reply;
    try {
      reply = route(call);
    } catch (Refusal refusal) {
      reply = refusal.reply(id);
    }
    reply = Cors.on(reply.with("x-amz-request-id", id), named, call);
    boolean silent = call.method().equals("HEAD") && reply.status() >= 300;
    return silent ? new Reply(reply.status(), reply.headers(), new byte[0]) : reply;
  }

  private Reply route(Call call) throws IOException, Refusal {
    List<String> segments = call.segments();
    String bucket = segments.isEmpty() ? "" : segments.getFirst();
    String key = segments.size() < 2 ? "" : String.join("/", segments.subList(1, segments.size()));
    if (call.method().equals("OPTIONS")) {
      return Cors.preflight(bucket(bucket), call);
    }
    boolean posted = call.method().equals("POST") && key.isEmpty() && call.query().isEmpty();
    if (posted && !bucket.isEmpty()) {
      if (!Form.isOne(call)) {
        throw Refusal.precondition("Bucket POST must be of the enclosure-type multipart/form-data");
      }
      return FormUpload.receive(bucket(bucket), call, clock.instant());
    }
    access.check(call);
    checkServed(call);
    if (bucket.isEmpty()) {
      return list(call);
    }
    if (key.isEmpty() && List.of("PUT", "DELETE").contains(call.method())) {
      // Buckets come from the template alone.
      throw Refusal.notImplemented(call.method() + " Bucket");
    }
    return key.isEmpty() ? ofBucket(bucket(bucket), call) : ofObject(bucket(bucket), key, call);
  }

  private static void checkServed(Call call) throws Refusal {
    for (String parameter : call.query().keySet()) {
      if (OTHER_CALLS.contains(parameter)) {
        throw Refusal.notImplemented(parameter);
      }
    }
    if (call.rawPath().contains("%") && call.segments().toString().contains("\ufffd")) {
      // What replaced the bytes that are no UTF-8 would be another key.
      throw new Refusal(400, "InvalidURI", "Couldn't parse the specified URI.")
          .with("URI", call.rawPath());
    }
  }

  private Reply ofObject(Bucket bucket, String key, Call call) throws IOException, Refusal {
    Upload.checkKey(key);
    return switch (call.method()) {
      case "GET" -> Objects.get(bucket, key, call);
      case "HEAD" -> Objects.head(bucket, key, call);
      case "DELETE" -> Objects.delete(bucket, key, call);
      case "PUT" ->
          call.header("x-amz-copy-source").isPresent()
              ? Objects.copy(bucket, key, call, this::bucket)
              : Objects.put(bucket, key, call);
      default -> throw notAllowed(call, "OBJECT");
    };
  }

  private static Reply ofBucket(Bucket bucket, Call call) throws IOException, Refusal {
    return switch (call.method()) {
      case "HEAD" -> Reply.empty(200).with("x-amz-bucket-region", "us-east-1");
      case "GET" -> {
        if (!call.parameter("list-type").filter("2"::equals).isPresent()) {
          throw Refusal.notImplemented("list-type");
        }
        yield Listing.of(bucket, call);
      }
      case "POST" -> {
        if (!call.query().containsKey("delete")) {
          throw notAllowed(call, "BUCKET");
        }
        yield ManyDeleted.answer(bucket, call);
      }
      default -> throw notAllowed(call, "BUCKET");
    };
  }

  private Reply list(Call call) throws Refusal {
    if (!call.method().equals("GET")) {
      throw notAllowed(call, "SERVICE");
    }
    Xml xml = new Xml().root("ListAllMyBucketsResult");
    xml.open("Owner").leaf("ID", "local").close("Owner").open("Buckets");
    for (String name : buckets.keySet()) {
      xml.open("Bucket").leaf("Name", name).leaf("CreationDate", "2020-01-01T00:00:00.000Z");
      xml.close("Bucket");
    }
    return Reply.of(
        200, "application/xml", xml.close("Buckets").close("ListAllMyBucketsResult").toString());
  }

  private Bucket bucket(String name) throws Refusal {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw Refusal.noSuchBucket(name);
    }
    return bucket;
  }

  private static Refusal notAllowed(Call call, String resource) {
    return new Refusal(
            405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
        .with("Method", call.method())
        .with("ResourceType", resource);
  }

  /** Deletes a temporary folder. */
  @Override
  public void close() throws IOException {
    if (temporary) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
