package dev.parley.local.template;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Map;

/** The account that the local cloud plays, and the names that AWS would make up in it. */
public final class Aws {
  public static final String REGION = "us-east-1";
  public static final String ACCOUNT = "123456789012";

  static final String PARTITION = "aws";
  static final String SUFFIX = "amazonaws.com";
  static final String STACK = "parley-local";

  static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::Region", REGION,
          "AWS::AccountId", ACCOUNT,
          "AWS::Partition", PARTITION,
          "AWS::StackName", STACK,
          "AWS::URLSuffix", SUFFIX);

  private Aws() {}

  static String arn(String service, String resource) {
    return String.join(":", "arn", PARTITION, service, REGION, ACCOUNT, resource);
  }

  static String apiId(String logicalId) {
    return stable("api", logicalId, 10);
  }

  static String poolId(String logicalId) {
    return REGION + "_" + stable("pool", logicalId, 9);
  }

  static String clientId(String logicalId) {
    return stable("client", logicalId, 26);
  }

  /** The name that a resource without one of its own gets: the same at every start. */
  static String name(String logicalId) {
    return STACK + "-" + logicalId + "-" + stable("name", logicalId, 12).toUpperCase(Locale.ROOT);
  }

  /** Such a name where names are short: AWS, too, then takes the beginning of the logical id. */
  static String name(String logicalId, int limit) {
    int surplus = Math.max(0, name(logicalId).length() - limit);
    String made = name(logicalId);
    String kept = logicalId.substring(0, logicalId.length() - surplus);
    return made.replace("-" + logicalId + "-", "-" + kept + "-");
  }

  /** An id like those of event source mappings. */
  static String uuid(String logicalId) {
    String digits = stable("uuid", logicalId, 32).replaceAll("[g-z]", "0");
    return digits.replaceAll("^(.{8})(.{4})(.{4})(.{4})(.{12})$", "$1-$2-$3-$4-$5");
  }

  static String apiHost(String apiId) {
    return apiId + ".execute-api." + REGION + "." + SUFFIX;
  }

  static String queueHost() {
    return "sqs." + REGION + "." + SUFFIX;
  }

  static String queueUrl(String name) {
    return "https://" + queueHost() + "/" + ACCOUNT + "/" + name;
  }

  /** IAM and S3 have no region in their ARNs, and S3 no account either. */
  static String global(String service, String account, String resource) {
    return String.join(":", "arn", PARTITION, service, "", account, resource);
  }

  static String poolHost(String poolId) {
    return "cognito-idp." + REGION + "." + SUFFIX + "/" + poolId;
  }

  private static String stable(String kind, String logicalId, int length) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((kind + ":" + logicalId).getBytes(StandardCharsets.UTF_8));
      String digits = new BigInteger(1, hash).toString(36);
      // The last digits: the first one is never evenly spread and may be missing.
      return digits.substring(digits.length() - length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
