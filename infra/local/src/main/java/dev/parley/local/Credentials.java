package dev.parley.local;

import java.util.Map;

/** Credentials that are good for nothing but this machine, where nobody checks them. */
final class Credentials {
  private static final String ID = "local";
  private static final String SECRET = "local";

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
