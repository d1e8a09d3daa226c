package dev.parley.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import dev.parley.local.function.Trace;
import dev.parley.local.lambda.AsynchronousInvocations;
import dev.parley.local.lambda.Destinations;
import dev.parley.local.lambda.LambdaException;
import dev.parley.local.queue.LocalQueues;
import dev.parley.local.queue.MessageValue;
import dev.parley.local.queue.Outgoing;
import dev.parley.local.queue.QueueException;
import dev.parley.local.schedule.Target;
import dev.parley.local.template.FunctionResource;
import dev.parley.local.template.QueuePolicyResource;
import dev.parley.local.topic.QueueMessage;
import dev.parley.local.topic.Targets;
import dev.parley.local.topic.Topics;
import dev.parley.local.topic.UndeliverableException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings what one service has for another to the queue, topic or function that an ARN names. The
 * services that it brings to are told to it as they start.
 */
final class Deliveries implements Destinations, Targets, Target {
  // arn:aws:lambda:REGION:ACCOUNT:function:NAME, and then perhaps an alias or a version.
  private static final int UNQUALIFIED_PARTS = 7;

  private final LocalQueues queues;
  private final List<QueuePolicyResource> policies;
  private final Map<String, String> functions;
  private AsynchronousInvocations asynchronous;
  private Topics topics;

  Deliveries(
      LocalQueues queues, List<QueuePolicyResource> policies, List<FunctionResource> functions) {
    this.queues = queues;
    this.policies = policies;
    this.functions =
        functions.stream().collect(toMap(it -> unqualified(it.arn()), FunctionResource::id));
  }

  /** There is one version of each function here, however the template calls it. */
  private static String unqualified(String functionArn) {
    String[] parts = functionArn.split(":");
    return String.join(":", Arrays.copyOf(parts, Math.min(parts.length, UNQUALIFIED_PARTS)));
  }

  void reach(AsynchronousInvocations invocations) {
    asynchronous = invocations;
  }

  void reach(Topics published) {
    topics = published;
  }

  @Override
  public void send(String arn, byte[] json, Map<String, String> attributes, Trace chain) {
    bring(arn, json, attributes, Optional.of(chain));
  }

  /** Sends what belongs to no chain of invocations. */
  void send(String arn, byte[] json, Map<String, String> attributes) {
    bring(arn, json, attributes, Optional.empty());
  }

  private void bring(
      String arn, byte[] json, Map<String, String> attributes, Optional<Trace> chain) {
    Optional<String> trace = chain.map(Trace::header);
    switch (arn.split(":")[2]) {
      case "sqs" -> toQueue(arn, json, attributes, trace);
      case "sns" -> topics.publish(arn, new String(json, UTF_8), trace);
      default -> asynchronous.accept(function(arn), json, chain);
    }
  }

  private void toQueue(
      String arn, byte[] body, Map<String, String> attributes, Optional<String> trace) {
    Map<String, MessageValue> values =
        attributes.entrySet().stream()
            .collect(toMap(Map.Entry::getKey, it -> new MessageValue("String", it.getValue())));
    queues.send(
        arn,
        new Outgoing(new String(body, UTF_8), values, trace, Optional.empty(), Optional.empty()));
  }

  private String function(String arn) {
    String id = functions.get(unqualified(arn));
    if (id == null) {
      throw new IllegalArgumentException("there is no function " + arn);
    }
    return id;
  }

  @Override
  public boolean mayPublish(String topicArn, String queueArn) {
    return QueuePolicyResource.allow(
        policies, "sns.amazonaws.com", "sqs:SendMessage", queueArn, topicArn);
  }

  @Override
  public void send(String queueArn, QueueMessage message) throws UndeliverableException {
    if (!queues.has(queueArn)) {
      throw UndeliverableException.lasting("there is no queue " + queueArn);
    }
    Map<String, MessageValue> values =
        message.attributes().entrySet().stream()
            .collect(
                toMap(
                    Map.Entry::getKey,
                    it -> new MessageValue(it.getValue().type(), it.getValue().value())));
    try {
      queues.send(
          queueArn,
          new Outgoing(
              message.body(), values, message.trace(), message.group(), message.deduplication()));
    } catch (QueueException e) {
      throw UndeliverableException.passing(e.getMessage(), e);
    }
  }

  @Override
  public void invoke(String endpoint, byte[] event, Optional<String> trace)
      throws UndeliverableException {
    String function = functions.get(unqualified(endpoint));
    if (function == null) {
      throw UndeliverableException.lasting("there is no function " + endpoint);
    }
    try {
      asynchronous.accept(function, event, trace.flatMap(Trace::parse));
    } catch (LambdaException e) {
      throw UndeliverableException.passing(e.getMessage(), e);
    }
  }

  @Override
  public void accept(String function, byte[] event) throws NotAccepted {
    try {
      asynchronous.accept(function, event, Optional.empty());
    } catch (LambdaException e) {
      throw new NotAccepted(e.type(), e.getMessage(), e.passing());
    }
  }
}
