package dev.parley.lambda.timers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.Timer;
import dev.parley.lambda.queue.SqsTimers;
import dev.parley.lambda.wire.RunOutTimers;
import dev.parley.local.LocalCloud;
import dev.parley.local.LogLine;
import dev.parley.local.template.Addresses;
import dev.parley.local.template.Template;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The local cloud running the repository's template with the classes under test, and a clock that
 * is moved. Sales in it read its tables, and nothing of what they read makes anything happen.
 */
final class TimedCloud implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("parley.root"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<LogLine> log = new ArrayList<>();
  private final LocalCloud cloud;
  private final DynamoDbClient dynamo;
  private final SqsClient sqs;
  private final Map<String, String> environment;

  /**
   * @param folder a place for the template, which names its jar relative to itself
   * @param schedulesOff those that do not fire, by their expressions
   */
  TimedCloud(Path folder, String... schedulesOff) throws IOException {
    Path jar = jar(folder);
    String text =
        Files.readString(ROOT.resolve("template.yaml"))
            .replace("functions/lambda/target/parley.jar", jar.getFileName().toString());
    for (String expression : schedulesOff) {
      String on = "{ScheduleExpression: " + expression + "}";
      assertThat(text).contains(on);
      text = text.replace(on, "{State: DISABLED, ScheduleExpression: " + expression + "}");
    }
    Path template = Files.writeString(folder.resolve("template.yaml"), text);
    cloud = LocalCloud.of(template).log(this::logged).start();
    environment =
        Template.read(template)
            .resolve(
                Map.of(), Addresses.none().queues("127.0.0.1", cloud.queuesEndpoint().getPort()))
            .functions()
            .getFirst()
            .environment();
    dynamo =
        DynamoDbClient.builder()
            .endpointOverride(cloud.dynamoEndpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
    sqs =
        SqsClient.builder()
            .endpointOverride(cloud.queuesEndpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
  }

  /** A jar that holds nothing and names all that is on this test's path. */
  private static Path jar(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri())
                .map(URI::toString)
                .collect(Collectors.joining(" ")));
    Path jar = folder.resolve("classes.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar;
  }

  private synchronized void logged(LogLine line) {
    log.add(line);
    notifyAll();
  }

  /** Waits until something holds, which is looked at whenever a function has logged a line. */
  synchronized void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      assertThat(left).as("milliseconds left; so far %s", log).isPositive();
      wait(left);
    }
  }

  /** How often a function has logged a line, up to now. */
  synchronized long logged(String function, String text) {
    return log.stream()
        .filter(line -> line.function().equals(function) && line.text().equals(text))
        .count();
  }

  Sales sales() {
    SqsTimers timers =
        new SqsTimers(
            () -> sqs,
            Map.of(
                Timer.Purpose.DEADLINE, environment.get("TIMERS_QUEUE"),
                Timer.Purpose.PAYOUT, environment.get("PAYOUTS_QUEUE")),
            RunOutTimers::text);
    return new Sales(dynamo, environment, timers, cloud.clock());
  }

  Instant now() {
    return cloud.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  void pass(Duration time) {
    cloud.clock().advance(time);
  }

  /** Everything that waits in the queues of timers is lost. */
  void purge() {
    for (String queue : List.of("TIMERS_QUEUE", "PAYOUTS_QUEUE")) {
      String url = environment.get(queue);
      sqs.purgeQueue(purge -> purge.queueUrl(url));
      assertThat(
              sqs.getQueueAttributes(
                      it ->
                          it.queueUrl(url)
                              .attributeNames(
                                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                  .attributes())
          .containsValue("0");
    }
  }

  @Override
  public void close() {
    sqs.close();
    dynamo.close();
    cloud.close();
  }
}
