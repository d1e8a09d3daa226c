package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The unmodified AWS CLI, where there is one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsCliTest {
  private static final boolean INSTALLED =
      Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
          .anyMatch(it -> Files.isExecutable(Path.of(it, "aws")));

  private Path folder;
  private EventsCloud events;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    assumeTrue(INSTALLED, "there is no AWS CLI here: its lines in the README are not tried");
    folder = temporary;
    events = EventsCloud.start(LocalCloud.of(EventsCloud.template(folder)));
  }

  @AfterAll
  void close() {
    if (events != null) {
      events.close();
    }
  }

  private String aws(URI endpoint, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("aws", "--endpoint-url", endpoint.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_PAGER", ""));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  @Test
  void tables() throws Exception {
    assertThat(aws(events.cloud.dynamoEndpoint(), "dynamodb", "list-tables"))
        .contains(events.output("Notes"));
  }

  @Test
  void queues() throws Exception {
    String url = events.output("Jobs");
    String body = "{\"job\":\"from a shell\"}";
    String sent =
        aws(
            events.cloud.queuesEndpoint(),
            "sqs",
            "send-message",
            "--queue-url",
            url,
            "--message-body",
            body);
    assertThat(sent).contains("MessageId");
    events.hears("from a shell");
  }

  @Test
  void topics() throws Exception {
    String sent =
        aws(
            events.cloud.servicesEndpoint(),
            "sns",
            "publish",
            "--topic-arn",
            events.output("News"),
            "--message",
            "published from a shell",
            "--message-attributes",
            "{\"kind\":{\"DataType\":\"String\",\"StringValue\":\"article\"}}");
    assertThat(sent).contains("MessageId");
    events.hears("published from a shell");
  }

  @Test
  void functions() throws Exception {
    Path answer = folder.resolve("answer.json");
    String told =
        aws(
            events.cloud.servicesEndpoint(),
            "lambda",
            "invoke",
            "--function-name",
            events.output("Hear"),
            answer.toString());
    assertThat(told).contains("\"StatusCode\": 200");
    assertThat(answer).hasContent("{\"heard\":true}");
  }

  @Test
  void filesAndMails() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "hello");
    String bucket = "s3://" + events.output("Files");
    aws(events.cloud.servicesEndpoint(), "s3", "cp", file.toString(), bucket + "/a.txt");
    assertThat(aws(events.cloud.servicesEndpoint(), "s3", "ls", bucket)).contains("5 a.txt");
    String sent =
        aws(
            events.cloud.servicesEndpoint(),
            "sesv2",
            "send-email",
            "--from-email-address",
            "desk@parley.example",
            "--destination",
            "ToAddresses=vera@example.org",
            "--content",
            "Simple={Subject={Data=Hello},Body={Text={Data=Hi}}}");
    assertThat(sent).contains("MessageId");
  }

  @Test
  void sockets() throws Exception {
    // A client cannot know its connection's id, so the page is asked for it.
    Received received = new Received();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI url = URI.create(events.output("SocketUrl"));
      WebSocket socket = client.newWebSocketBuilder().buildAsync(url, received).join();
      try {
        post(url, events.connection());
        assertThat(received.text.get(30, TimeUnit.SECONDS)).isEqualTo("from a shell");
      } finally {
        // The client waits for its sockets when it closes.
        socket.abort();
      }
    }
  }

  private void post(URI socket, String id) throws Exception {
    URI stage = URI.create(socket.toString().replace("ws://", "http://"));
    Path data = Files.writeString(folder.resolve("frame.txt"), "from a shell");
    aws(
        stage,
        "apigatewaymanagementapi",
        "post-to-connection",
        "--connection-id",
        id,
        "--data",
        data.toUri().toString().replace("file:///", "fileb:///"));
  }

  private static final class Received implements WebSocket.Listener {
    private final CompletableFuture<String> text = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.complete(data.toString());
      return null;
    }
  }
}
