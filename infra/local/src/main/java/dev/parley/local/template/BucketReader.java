package dev.parley.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads AWS::S3::Bucket. */
final class BucketReader {
  private static final String NAME = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";
  private static final String[] METHODS = {"GET", "PUT", "HEAD", "POST", "DELETE"};

  private final ResourceReading reading;

  BucketReader(ResourceReading reading) {
    this.reading = reading;
  }

  BucketResource read(Declaration resource) {
    Fields fields = reading.properties(resource);
    fields.nothing("the data is a folder of its owner's", "BucketEncryption", "ObjectLockEnabled");
    fields.nothing("only what is current is kept here", "VersioningConfiguration");
    fields.nothing(
        "nobody gets in without a signature",
        "PublicAccessBlockConfiguration",
        "OwnershipControls");
    fields.nothing("it is for people", "Tags");
    fields
        .text("BucketName")
        .filter(it -> !it.matches(NAME) || it.contains(".."))
        .ifPresent(it -> fields.wrong("BucketName", "is '" + it + "', not a bucket's name"));
    List<BucketResource.CorsRule> cors = new ArrayList<>();
    fields.fields("CorsConfiguration").ifPresent(it -> readCors(it, cors));
    List<BucketResource.Expiration> expirations = new ArrayList<>();
    fields.fields("LifecycleConfiguration").ifPresent(it -> readLifecycle(it, expirations));
    fields.done();
    return new BucketResource(
        resource.id(),
        reading.names().name(resource),
        reading.attribute(resource, "Arn"),
        cors,
        expirations);
  }

  private static void readCors(Fields configuration, List<BucketResource.CorsRule> into) {
    for (Fields rule : configuration.maps("CorsRules")) {
      rule.nothing("it is for people", "Id");
      for (String required : List.of("AllowedMethods", "AllowedOrigins")) {
        if (!rule.has(required)) {
          rule.missing(required);
        }
      }
      List<String> methods = rule.texts("AllowedMethods");
      if (!List.of(METHODS).containsAll(methods)) {
        rule.wrong("AllowedMethods", "are " + methods + ", not only some of " + List.of(METHODS));
      }
      into.add(
          new BucketResource.CorsRule(
              rule.texts("AllowedOrigins"),
              methods,
              rule.texts("AllowedHeaders"),
              rule.texts("ExposedHeaders"),
              rule.whole("MaxAge", 0, Integer.MAX_VALUE)));
      rule.done();
    }
    configuration.done();
  }

  private static void readLifecycle(Fields configuration, List<BucketResource.Expiration> into) {
    for (Fields rule : configuration.maps("Rules")) {
      rule.nothing("it is for people", "Id");
      rule.nothing(
          "only what is current and complete is kept here",
          "NoncurrentVersionExpiration",
          "AbortIncompleteMultipartUpload");
      if (!rule.has("Status")) {
        rule.missing("Status");
      }
      boolean enabled =
          rule.word("Status", "Enabled", "Disabled").filter("Enabled"::equals).isPresent();
      String prefix = rule.text("Prefix").orElse("");
      Optional<Integer> days = rule.whole("ExpirationInDays", 1, Integer.MAX_VALUE);
      rule.done();
      if (enabled && days.isPresent()) {
        into.add(new BucketResource.Expiration(prefix, days.get()));
      }
    }
    configuration.done();
  }
}
