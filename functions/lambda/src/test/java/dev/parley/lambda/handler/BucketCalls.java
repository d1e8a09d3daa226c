package dev.parley.lambda.handler;

import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Reply;
import dev.parley.local.endpoint.Service;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in front of a bucket and writes down which permissions its calls need, as AWS checks them:
 * {@code s3:GetObject uploads}. A form or a link needs those of whoever has signed it.
 */
final class BucketCalls implements Service {
  private static final int NOT_FOUND = 404;
  private static final Pattern KEY_OF_A_FORM = Pattern.compile("name=\"key\"\r\n\r\n(\\w+)/");

  private final Service bucket;
  private final String files;
  private final Map<String, Set<String>> used = new ConcurrentHashMap<>();
  private volatile String function = "";

  /**
   * @param files the name of the bucket whose folders have permissions of their own
   */
  BucketCalls(Service bucket, String files) {
    this.bucket = bucket;
    this.files = files;
  }

  /** Whatever is called from now on, this function has called or signed. */
  void by(String function) {
    this.function = function;
  }

  /** By function, the permissions that its calls needed. */
  Map<String, Set<String>> used() {
    return used;
  }

  @Override
  public Reply answer(Call call) throws Exception {
    Reply reply = bucket.answer(call);
    switch (call.method()) {
      case "PUT" -> {
        note("PutObject", where(call));
        call.header("x-amz-copy-source").ifPresent(from -> note("GetObject", from.split("/")[1]));
      }
      case "POST" -> {
        Matcher key = KEY_OF_A_FORM.matcher(call.text());
        note("PutObject", key.find() ? key.group(1) : "nowhere");
      }
      case "GET", "HEAD" -> note("GetObject", where(call));
      case "DELETE" -> note("DeleteObject", where(call));
      default -> note(call.method(), call.rawPath());
    }
    if (reply.status() == NOT_FOUND) {
      // Without this permission the answer would have been 403.
      note("ListBucket", "");
    }
    return reply;
  }

  private String where(Call call) {
    return call.segments().get(0).equals(files) ? call.segments().get(1) : "ReportBucket";
  }

  private void note(String action, String folder) {
    used.computeIfAbsent(function, _ -> ConcurrentHashMap.newKeySet())
        .add(("s3:" + action + " " + folder).strip());
  }
}
