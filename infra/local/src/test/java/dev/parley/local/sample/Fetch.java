package dev.parley.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/** Logs how S3 answers it: when it is constructed, and when it is invoked. */
public final class Fetch implements RequestStreamHandler {
  private final URI address;
  private final String atStart;

  public Fetch() {
    this(System.getenv(), InstantSource.system());
  }

  public Fetch(Map<String, String> environment, InstantSource clock) {
    address = URI.create(environment.get("AWS_ENDPOINT_URL_S3"));
    atStart = answer();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    context.getLogger().log("at start " + atStart + ", now " + answer());
    output.write("{}".getBytes(StandardCharsets.UTF_8));
  }

  private String answer() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) address.resolve("/?list").toURL().openConnection();
      connection.setRequestProperty(
          "Authorization",
          "AWS4-HMAC-SHA256 Credential=nobody/20261121/us-east-1/s3/aws4_request,"
              + " SignedHeaders=host, Signature=00");
      return Integer.toString(connection.getResponseCode());
    } catch (IOException e) {
      return e.toString();
    }
  }
}
