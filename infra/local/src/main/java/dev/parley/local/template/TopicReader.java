package dev.parley.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads AWS::SNS::Topic and the subscriptions that are written into it. */
final class TopicReader {
  private static final int MAX_NAME = 256;

  private final ResourceReading reading;
  private final SubscriptionReader subscriptions;
  private final List<SubscriptionResource> inline = new ArrayList<>();

  TopicReader(ResourceReading reading, SubscriptionReader subscriptions) {
    this.reading = reading;
    this.subscriptions = subscriptions;
  }

  /** The subscriptions written into the topics read so far. */
  List<SubscriptionResource> inline() {
    return inline;
  }

  TopicResource read(Declaration resource) {
    Fields fields = reading.properties(resource);
    fields.nothing("nothing is encrypted on the way to the same machine", "KmsMasterKeyId");
    fields.nothing("there is one thread's worth of throughput here", "FifoThroughputScope");
    fields.nothing("nobody here traces or reads delivery logs", "TracingConfig");
    fields.nothing("it is for people", "Tags");
    boolean fifo = fields.flag("FifoTopic").orElse(false);
    fields.text("TopicName").ifPresent(it -> checkName(fields, it, fifo));
    boolean contentBased = fields.flag("ContentBasedDeduplication").orElse(false);
    if (contentBased && !fifo) {
      fields.wrong("ContentBasedDeduplication", "is for FIFO topics only");
    }
    Optional<String> displayName = fields.text("DisplayName");
    for (Fields it : fields.maps("Subscription")) {
      inline.add(subscriptions.inline(resource, inline.size(), it));
    }
    fields.done();
    return new TopicResource(
        resource.id(),
        reading.names().name(resource),
        reading.attribute(resource, "TopicArn"),
        fifo,
        contentBased,
        displayName);
  }

  private static void checkName(Fields fields, String name, boolean fifo) {
    String bare = fifo && name.endsWith(Names.FIFO) ? name.replaceAll("\\.fifo$", "") : name;
    if (fifo && bare.equals(name)) {
      fields.wrong("TopicName", "is " + name + ", and a FIFO topic's name ends in .fifo");
    } else if (!bare.matches("[A-Za-z0-9_-]+") || name.length() > MAX_NAME) {
      fields.wrong(
          "TopicName", "is '" + name + "', not 1 to 256 letters, digits, hyphens and underscores");
    }
  }
}
