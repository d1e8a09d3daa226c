package dev.parley.local;

import static dev.parley.local.EventsCloud.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** A power cut in the middle of work: what was acknowledged is handled after the next start. */
class KilledCloudTest {
  private static final int ROUNDS = 5;
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** The cloud that will be killed: its function fails always, so nothing is ever handled. */
  static final class Doomed {
    private Doomed() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      EventsCloud events =
          EventsCloud.start(
              LocalCloud.of(folder.resolve("template.yaml"))
                  .data(folder.resolve("data"))
                  .parameter("Deaf", "true"));
      for (int i = 0; ; i++) {
        String name = "round " + i + ".";
        events.sqs.sendMessage(
            it -> it.queueUrl(events.output("Jobs")).messageBody(job("queued in " + name)));
        say("queued in " + name);
        events.sqs.sendMessage(
            it ->
                it.queueUrl(events.output("Jobs"))
                    .messageBody(job("delayed in " + name))
                    .delaySeconds(900));
        say("delayed in " + name);
        events.dynamo.putItem(
            it ->
                it.tableName(events.output("Notes"))
                    .item(Map.of("id", AttributeValue.fromS("written in " + name))));
        say("written in " + name);
        events.lambda.invoke(
            it ->
                it.functionName(events.output("Hear"))
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String("\"invoked in " + name + "\"")));
        say("invoked in " + name);
        var kind =
            MessageAttributeValue.builder().dataType("String").stringValue("article").build();
        events.sns.publish(
            it ->
                it.topicArn(events.output("News"))
                    .message("published in " + name)
                    .messageAttributes(Map.of("kind", kind)));
        say("published in " + name);
      }
    }

    private static String job(String text) {
      return "{\"job\":\"" + text + "\"}";
    }

    private static void say(String acknowledged) {
      System.out.println(acknowledged);
      System.out.flush();
    }
  }

  private static Process start(Path folder) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx512m"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(it -> it.startsWith("--enable-native") || it.startsWith("--sun-misc-unsafe"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + folder,
            "-classpath",
            System.getProperty("java.class.path"),
            Doomed.class.getName(),
            folder.toString()));
    return new ProcessBuilder(command).redirectError(folder.resolve("errors.txt").toFile()).start();
  }

  private static List<String> acknowledged(Path folder) throws Exception {
    Process doomed = start(folder);
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(doomed.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        acknowledged.add(line);
        if (line.startsWith("published in round " + ROUNDS)) {
          // By its handle: the process itself would close what it has printed, too.
          doomed.toHandle().destroyForcibly();
        }
      }
    } finally {
      doomed.destroyForcibly();
    }
    assertThat(doomed.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(acknowledged)
        .as(Files.readString(folder.resolve("errors.txt")))
        .hasSizeGreaterThan(5 * ROUNDS);
    return acknowledged;
  }

  @Test
  void everythingAcknowledgedBeforeAKillIsHandledAfterTheNextStart(@TempDir Path folder)
      throws Exception {
    EventsCloud.template(folder);
    List<String> acknowledged = acknowledged(folder);
    try (EventsCloud events =
        EventsCloud.start(
            LocalCloud.of(folder.resolve("template.yaml")).data(folder.resolve("data")))) {
      // Delays, visibility timeouts and the pauses before another try are over.
      events.cloud.clock().advance(Duration.ofMinutes(16));
      eventually("all of it", () -> acknowledged.stream().allMatch(events::heard));
      assertThat(acknowledged).allMatch(events::heard);
    }
  }
}
