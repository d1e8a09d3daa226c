package dev.parley.local.template;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads AWS::SQS::Queue. */
final class QueueReader {
  private static final int MAX_DELAY = 900;
  private static final int MAX_VISIBILITY_TIMEOUT = 43_200;
  private static final int MIN_RETENTION = 60;
  private static final int MAX_RETENTION = 1_209_600;
  private static final int MIN_MESSAGE_SIZE = 1_024;
  private static final int MAX_MESSAGE_SIZE = 1_048_576;
  private static final int MAX_RECEIVE_WAIT = 20;
  private static final int MAX_RECEIVE_COUNT = 1_000;
  private static final int MAX_SOURCES = 10;
  private static final Duration DEFAULT_VISIBILITY_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration DEFAULT_RETENTION = Duration.ofDays(4);

  private static final String REDRIVE = "RedrivePolicy";
  private static final String TARGET = "deadLetterTargetArn";

  private final ResourceReading reading;
  private final Map<String, Allowed> allowed = new HashMap<>();

  QueueReader(ResourceReading reading) {
    this.reading = reading;
  }

  /** Which queues may name a queue as their dead-letter queue. */
  private record Allowed(String permission, List<String> sources) {
    boolean holdsFor(String source) {
      return permission.equals("allowAll")
          || permission.equals("byQueue") && sources.contains(source);
    }
  }

  private record Read(QueueResource queue, Place redrive) {}

  List<QueueResource> read(List<Declaration> queues) {
    List<Read> read = queues.stream().map(this::read).toList();
    read.forEach(this::checkAllowed);
    return read.stream().map(Read::queue).toList();
  }

  private Read read(Declaration resource) {
    Fields fields = reading.properties(resource);
    fields.nothing(
        "nothing is encrypted on the way to the same machine",
        "KmsMasterKeyId",
        "KmsDataKeyReusePeriodSeconds",
        "SqsManagedSseEnabled");
    fields.nothing("it is for people", "Tags");
    boolean fifo = fields.flag("FifoQueue").orElse(false);
    fields.text("QueueName").ifPresent(it -> checkName(fields, it, fifo));
    boolean contentBased = fields.flag("ContentBasedDeduplication").orElse(false);
    if (contentBased && !fifo) {
      fields.wrong("ContentBasedDeduplication", "is for FIFO queues only");
    }
    fields.word("DeduplicationScope", "queue");
    fields.word("FifoThroughputLimit", "perQueue");
    String arn = reading.attribute(resource, "Arn");
    fields.document("RedriveAllowPolicy").ifPresent(it -> readAllowed(arn, it));
    QueueResource queue = queue(resource, fields, fifo, contentBased);
    fields.done();
    return new Read(queue, fields.place(REDRIVE));
  }

  private QueueResource queue(
      Declaration resource, Fields fields, boolean fifo, boolean contentBased) {
    return new QueueResource(
        resource.id(),
        reading.names().name(resource),
        reading.localRef(resource),
        reading.attribute(resource, "Arn"),
        fifo,
        contentBased,
        fields.seconds("DelaySeconds", 0, MAX_DELAY).orElse(Duration.ZERO),
        fields
            .seconds("VisibilityTimeout", 0, MAX_VISIBILITY_TIMEOUT)
            .orElse(DEFAULT_VISIBILITY_TIMEOUT),
        fields
            .seconds("MessageRetentionPeriod", MIN_RETENTION, MAX_RETENTION)
            .orElse(DEFAULT_RETENTION),
        fields
            .whole("MaximumMessageSize", MIN_MESSAGE_SIZE, MAX_MESSAGE_SIZE)
            .orElse(MAX_MESSAGE_SIZE),
        fields.seconds("ReceiveMessageWaitTimeSeconds", 0, MAX_RECEIVE_WAIT).orElse(Duration.ZERO),
        fields.document(REDRIVE).flatMap(it -> redrive(it, fifo)));
  }

  private static void checkName(Fields fields, String name, boolean fifo) {
    String bare = fifo && name.endsWith(Names.FIFO) ? name.replaceAll("\\.fifo$", "") : name;
    if (fifo && bare.equals(name)) {
      fields.wrong("QueueName", "is " + name + ", and a FIFO queue's name ends in .fifo");
    } else if (!bare.matches("[A-Za-z0-9_-]+") || name.length() > 80) {
      fields.wrong(
          "QueueName", "is '" + name + "', not 1 to 80 letters, digits, hyphens and underscores");
    }
  }

  private Optional<QueueResource.Redrive> redrive(Fields policy, boolean fifo) {
    Optional<Declaration> target = reading.queue(policy, TARGET);
    if (!policy.has("maxReceiveCount")) {
      policy.missing("maxReceiveCount");
    }
    int count = policy.whole("maxReceiveCount", 1, MAX_RECEIVE_COUNT).orElse(MAX_RECEIVE_COUNT);
    policy.done();
    if (target.isPresent() && reading.names().isFifo(target.get()) != fifo) {
      policy.wrong(
          TARGET,
          fifo
              ? "is no FIFO queue, and the dead-letter queue of a FIFO queue must be one"
              : "is a FIFO queue, and the dead-letter queue of a standard queue must not be one");
    }
    return target.map(it -> new QueueResource.Redrive(reading.attribute(it, "Arn"), count));
  }

  private void readAllowed(String queueArn, Fields policy) {
    String permission =
        policy.word("redrivePermission", "allowAll", "denyAll", "byQueue").orElse("allowAll");
    if (!policy.has("redrivePermission")) {
      policy.missing("redrivePermission");
    }
    List<String> sources = policy.texts("sourceQueueArns");
    boolean byQueue = permission.equals("byQueue");
    if (byQueue == sources.isEmpty() || sources.size() > MAX_SOURCES) {
      policy.wrong("sourceQueueArns", "are 1 to 10 queues with byQueue, and none otherwise");
    }
    policy.done();
    allowed.put(queueArn, new Allowed(permission, sources));
  }

  private void checkAllowed(Read read) {
    QueueResource queue = read.queue();
    Optional<String> target = queue.redrive().map(QueueResource.Redrive::deadLetterQueueArn);
    if (target.map(allowed::get).filter(it -> !it.holdsFor(queue.arn())).isPresent()) {
      reading
          .findings()
          .add(read.redrive(), "names a queue whose RedriveAllowPolicy does not allow it");
    }
  }
}
