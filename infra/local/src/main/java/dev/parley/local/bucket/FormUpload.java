package dev.parley.local.bucket;

import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Reply;
import dev.parley.local.signature.Keys;
import dev.parley.local.signature.Signature;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A browser's upload by a form that somebody signed, with the policy it must keep to. */
final class FormUpload {
  private FormUpload() {}

  static Reply receive(Bucket bucket, Call call, Instant now) throws IOException, Refusal {
    Form form = Form.read(call);
    if (form.field("policy").isEmpty()) {
      throw Refusal.accessDenied("Access Denied");
    }
    String policy = form.required("policy");
    checkSignature(form, policy);
    String key = form.required("key").replace("${filename}", form.fileName());
    if (key.isEmpty()) {
      throw Refusal.invalidArgument("User key must have a length greater than 0.", "key", "");
    }
    Map<String, String> fields = new HashMap<>(form.fields());
    fields.replaceAll((_, value) -> value.replace("${filename}", form.fileName()));
    // A field of this name decides nothing: the bucket is the one of the address.
    fields.put("bucket", bucket.definition().name());
    PostPolicy.read(policy).check(fields, form.file().length, now);
    Stored stored = bucket.put(Upload.of(key, form.file(), fields), Bucket.Precondition.NONE);
    return answer(form, bucket.definition().name(), stored, call);
  }

  private static void checkSignature(Form form, String policy) throws Refusal {
    String algorithm = form.required("X-Amz-Algorithm");
    String credential = form.required("X-Amz-Credential");
    String date = form.required("X-Amz-Date");
    String signature = form.required("X-Amz-Signature");
    if (!algorithm.equals("AWS4-HMAC-SHA256")) {
      throw Refusal.invalidArgument(
          "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"", "X-Amz-Algorithm", algorithm);
    }
    String[] scope = credential.split("/", -1);
    if (scope.length != 5
        || !date.startsWith(scope[1] + "T")
        || !scope[3].equals("s3")
        || !scope[4].equals("aws4_request")) {
      throw new Refusal(
          400,
          "AuthorizationQueryParametersError",
          "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting"
              + " \"<YOUR-AKID>/YYYYMMDD/REGION/s3/aws4_request\".");
    }
    String secret = Keys.LOCAL.secretOf(scope[0]).orElseThrow(() -> Access.unknownKey(scope[0]));
    String right = Signature.sign(secret, List.of(scope).subList(1, scope.length), policy);
    if (!MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8))) {
      throw Access.wrongSignature()
          .with("AWSAccessKeyId", scope[0])
          .with("StringToSign", policy)
          .with("SignatureProvided", signature);
    }
  }

  private static Reply answer(Form form, String bucket, Stored stored, Call call) {
    String location = "http://%s/%s/%s".formatted(call.host(), bucket, encoded(stored.key()));
    String redirect = form.field("success_action_redirect").orElse("");
    if (isAddress(redirect)) {
      String more =
          "bucket=%s&key=%s&etag=%s"
              .formatted(bucket, encoded(stored.key()), encoded(stored.etag()));
      return Reply.empty(303)
          .with("Location", redirect + (redirect.contains("?") ? "&" : "?") + more)
          .with("ETag", stored.etag());
    }
    Reply reply =
        switch (form.field("success_action_status").orElse("")) {
          case "200" -> Reply.empty(200);
          case "201" -> created(location, bucket, stored);
          default -> Reply.empty(204);
        };
    return reply.with("Location", location).with("ETag", stored.etag());
  }

  private static Reply created(String location, String bucket, Stored stored) {
    Xml xml = new Xml().open("PostResponse").leaf("Location", location).leaf("Bucket", bucket);
    xml.leaf("Key", stored.key()).leaf("ETag", stored.etag()).close("PostResponse");
    return Reply.of(201, "application/xml", xml.toString());
  }

  /** What is no address is passed over, as S3 does. */
  private static boolean isAddress(String text) {
    try {
      URI uri = URI.create(text);
      return uri.isAbsolute() && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
