package dev.parley.local.bucket;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One bucket.
 *
 * @param cors the first rule that fits a request of a browser decides; none means that browsers are
 *     refused
 * @param expirations the lifecycle rules that delete objects
 */
public record BucketDefinition(String name, List<CorsRule> cors, List<Expiration> expirations) {
  // No dots side by side: a name is also the name of a folder.
  private static final Pattern NAME =
      Pattern.compile("(?=.{3,63}$)[a-z0-9][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*");

  public BucketDefinition {
    if (!NAME.matcher(name).matches() || name.endsWith("-")) {
      throw new IllegalArgumentException("'" + name + "' is not a bucket's name");
    }
    cors = List.copyOf(cors);
    expirations = List.copyOf(expirations);
  }

  /** A bucket that browsers may not use and whose objects stay. */
  public static BucketDefinition of(String name) {
    return new BucketDefinition(name, List.of(), List.of());
  }
}
