package dev.parley.local;

import dev.parley.local.signature.Keys;
import java.util.Map;

/** Credentials that are good for nothing but this machine, and the only ones that are good here. */
final class Credentials {
  private static final String ID = Keys.LOCAL_ID;
  private static final String SECRET = Keys.LOCAL_SECRET;

  private Credentials() {}

  /** Lets the SDK's default chain find credentials in functions that run in this process. */
  static void setWhenAbsent() {
    if (System.getProperty("aws.accessKeyId") == null
        && System.getProperty("aws.secretAccessKey") == null) {
      System.setProperty("aws.accessKeyId", ID);
      System.setProperty("aws.secretAccessKey", SECRET);
    }
  }

  static Map<String, String> variables() {
    return Map.of("AWS_ACCESS_KEY_ID", ID, "AWS_SECRET_ACCESS_KEY", SECRET);
  }
}
