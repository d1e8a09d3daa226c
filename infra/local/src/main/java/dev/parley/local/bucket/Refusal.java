package dev.parley.local.bucket;

import dev.parley.local.endpoint.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** One of S3's errors, which is answered as XML. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, Object> details;

  Refusal(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  private Refusal(int status, String code, String message, Map<String, Object> details) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** The same error with one more element in its XML. */
  Refusal with(String element, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(element, value);
    return new Refusal(status, code, getMessage(), more);
  }

  String code() {
    return code;
  }

  Reply reply(String requestId) {
    Xml xml = new Xml().open("Error").leaf("Code", code).leaf("Message", getMessage());
    details.forEach(xml::leaf);
    xml.leaf("RequestId", requestId).leaf("HostId", "local").close("Error");
    return Reply.of(status, "application/xml", xml.toString());
  }

  static Refusal accessDenied(String message) {
    return new Refusal(403, "AccessDenied", message);
  }

  static Refusal invalidArgument(String message, String name, Object value) {
    return new Refusal(400, "InvalidArgument", message)
        .with("ArgumentName", name)
        .with("ArgumentValue", value);
  }

  static Refusal noSuchKey(String key) {
    return new Refusal(404, "NoSuchKey", "The specified key does not exist.").with("Key", key);
  }

  static Refusal noSuchBucket(String bucket) {
    return new Refusal(404, "NoSuchBucket", "The specified bucket does not exist")
        .with("BucketName", bucket);
  }

  static Refusal precondition(String condition) {
    return new Refusal(
            412,
            "PreconditionFailed",
            "At least one of the pre-conditions you specified did not hold")
        .with("Condition", condition);
  }

  static Refusal notImplemented(String what) {
    return new Refusal(
            501,
            "NotImplemented",
            "A header you provided implies functionality that is not" + " implemented")
        .with("Header", what);
  }
}
