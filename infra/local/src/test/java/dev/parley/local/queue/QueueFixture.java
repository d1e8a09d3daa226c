package dev.parley.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.clock.LocalClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Queues with a client of AWS and a clock to move. */
final class QueueFixture implements AutoCloseable {
  static final String PREFIX = "arn:aws:sqs:us-east-1:123456789012:";
  static final Duration PATIENCE = Duration.ofSeconds(60);

  final LocalClock clock = new LocalClock();
  final LocalQueues queues;
  final SqsClient sqs;

  QueueFixture(Optional<Path> folder, QueueDefinition... definitions) {
    queues =
        LocalQueues.listen(
            new LocalQueues.Place("127.0.0.1", 0, "us-east-1", "123456789012", folder), clock);
    queues.create(List.of(definitions));
    sqs = client(queues.endpoint());
  }

  QueueFixture(QueueDefinition... definitions) {
    this(Optional.empty(), definitions);
  }

  static SqsClient client(URI endpoint) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  static QueueDefinition standard(String name) {
    return QueueDefinition.standard(name, PREFIX + name);
  }

  static QueueDefinition fifo(String name) {
    QueueDefinition it = standard(name);
    return new QueueDefinition(
        name,
        it.arn(),
        true,
        true,
        it.delay(),
        it.visibilityTimeout(),
        it.retention(),
        it.maximumMessageSize(),
        it.receiveWait(),
        it.redrive());
  }

  static QueueDefinition visible(QueueDefinition it, Duration visibility) {
    return new QueueDefinition(
        it.name(),
        it.arn(),
        it.fifo(),
        it.contentBasedDeduplication(),
        it.delay(),
        visibility,
        it.retention(),
        it.maximumMessageSize(),
        it.receiveWait(),
        it.redrive());
  }

  static QueueDefinition dead(QueueDefinition it, String to, int most) {
    return new QueueDefinition(
        it.name(),
        it.arn(),
        it.fifo(),
        it.contentBasedDeduplication(),
        it.delay(),
        it.visibilityTimeout(),
        it.retention(),
        it.maximumMessageSize(),
        it.receiveWait(),
        Optional.of(new QueueDefinition.Redrive(PREFIX + to, most)));
  }

  String url(String name) {
    return queues.url(name);
  }

  String send(String queue, String body) {
    return sqs.sendMessage(it -> it.queueUrl(url(queue)).messageBody(body)).messageId();
  }

  List<Message> receive(String queue) {
    return receive(queue, 0);
  }

  List<Message> receive(String queue, int wait) {
    return sqs.receiveMessage(
            it ->
                it.queueUrl(url(queue))
                    .maxNumberOfMessages(10)
                    .waitTimeSeconds(wait)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  QueueDepth depth(String queue) {
    return queues.depths().stream().filter(it -> it.name().equals(queue)).findFirst().orElseThrow();
  }

  /** Waits for what other threads will make true. */
  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it did not become true").isLessThan(deadline);
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public void close() {
    sqs.close();
    queues.close();
  }
}
