package dev.parley.lambda.queue;

import dev.parley.core.consultation.Timer;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.queue.LocalQueues;
import dev.parley.local.queue.QueueDefinition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The two queues of timers, that of evidence and that of payments, on ElasticMQ, by a clock that is
 * moved by hand.
 */
public final class Queues implements AutoCloseable {
  private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";

  private final LocalQueues queues;
  private final SqsClient client;

  public Queues(LocalClock clock) {
    queues =
        LocalQueues.listen(
            new LocalQueues.Place("127.0.0.1", 0, "us-east-1", "123456789012", Optional.empty()),
            clock);
    queues.create(
        List.of(
            QueueDefinition.standard("timers", ARN + "timers"),
            QueueDefinition.standard("payouts", ARN + "payouts"),
            QueueDefinition.standard("evidence", ARN + "evidence"),
            QueueDefinition.standard("steps", ARN + "steps"),
            QueueDefinition.standard("finance", ARN + "finance")));
    client = client(queues.endpoint());
  }

  /** A client of whatever is there. */
  static SqsClient client(URI endpoint) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }

  public URI endpoint() {
    return queues.endpoint();
  }

  public Map<Timer.Purpose, String> urls() {
    return Map.of(
        Timer.Purpose.DEADLINE, queues.url("timers"), Timer.Purpose.PAYOUT, queues.url("payouts"));
  }

  /** What they are called here, by their names in the template. */
  public static Map<String, String> names() {
    return Map.of(
        "TimerQueue", "timers",
        "PayoutQueue", "payouts",
        "PaymentStepsQueue", "steps",
        "EvidenceQueue", "evidence",
        "FinanceQueue", "finance");
  }

  /** Where jobs of gathering evidence go. */
  public String evidence() {
    return queues.url("evidence");
  }

  /** Where payments go that are to be gone on with. */
  public String steps() {
    return queues.url("steps");
  }

  /** Where slices of nights go. */
  public String finance() {
    return queues.url("finance");
  }

  SqsClient client() {
    return client;
  }

  /** Takes every message that can be received now, in any order. */
  public List<String> take(Timer.Purpose purpose) {
    return take(urls().get(purpose));
  }

  /** The same of any of the queues. */
  public List<String> take(String url) {
    List<String> taken = new ArrayList<>();
    List<Message> some;
    do {
      some = client.receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(10)).messages();
      for (Message message : some) {
        taken.add(message.body());
        client.deleteMessage(it -> it.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    } while (!some.isEmpty());
    return taken;
  }

  @Override
  public void close() {
    client.close();
    queues.close();
  }
}
