package dev.parley.local.signature;

import java.util.Optional;

/** The secrets of the access keys that there are. */
@FunctionalInterface
public interface Keys {
  /** The one access key of a local cloud: id and secret are the same word. */
  String LOCAL_ID = "local";

  String LOCAL_SECRET = "local";

  /** Knows the local cloud's own key and no other. */
  Keys LOCAL = of(LOCAL_ID, LOCAL_SECRET);

  /** Empty when there is no such key. */
  Optional<String> secretOf(String accessKeyId);

  /** One key and no other. */
  static Keys of(String accessKeyId, String secret) {
    return asked -> asked.equals(accessKeyId) ? Optional.of(secret) : Optional.empty();
  }
}
