package dev.parley.local.template;

import java.util.List;
import java.util.Optional;

/** An S3 bucket. */
public record BucketResource(
    String id, String name, String arn, List<CorsRule> cors, List<Expiration> expirations) {

  public BucketResource {
    cors = List.copyOf(cors);
    expirations = List.copyOf(expirations);
  }

  /** What pages of other origins may do; the first rule that fits a request counts. */
  public record CorsRule(
      List<String> allowedOrigins,
      List<String> allowedMethods,
      List<String> allowedHeaders,
      List<String> exposedHeaders,
      Optional<Integer> maxAge) {}

  /** Objects whose keys begin so are deleted so many days after their writing. */
  public record Expiration(String prefix, int days) {}
}
