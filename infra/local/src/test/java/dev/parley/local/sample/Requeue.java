package dev.parley.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends a message to the queue that invokes it, with the SDK of its own jar. */
public final class Requeue implements RequestStreamHandler {
  private final SqsClient sqs;
  private final String queue;

  public Requeue() {
    this(System.getenv(), InstantSource.system());
  }

  public Requeue(Map<String, String> environment, InstantSource clock) {
    queue = environment.get("QUEUE");
    sqs =
        SqsClient.builder()
            .endpointOverride(URI.create(environment.get("ENDPOINT")))
            .region(Region.US_EAST_1)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    sqs.sendMessage(it -> it.queueUrl(queue).messageBody("again"));
    context.getLogger().log("sent again");
    output.write("null".getBytes(StandardCharsets.UTF_8));
  }
}
