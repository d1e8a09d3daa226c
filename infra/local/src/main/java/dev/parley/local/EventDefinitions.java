package dev.parley.local;

import dev.parley.local.bucket.BucketDefinition;
import dev.parley.local.bucket.CorsRule;
import dev.parley.local.bucket.Expiration;
import dev.parley.local.lambda.AsyncSettings;
import dev.parley.local.pattern.EventPattern;
import dev.parley.local.pattern.FilterPolicy;
import dev.parley.local.queue.QueueDefinition;
import dev.parley.local.queue.QueueSource;
import dev.parley.local.schedule.Definition;
import dev.parley.local.stream.StreamSource;
import dev.parley.local.template.BucketResource;
import dev.parley.local.template.EventSourceResource;
import dev.parley.local.template.FunctionResource;
import dev.parley.local.template.QueueResource;
import dev.parley.local.template.ScheduleResource;
import dev.parley.local.template.SubscriptionResource;
import dev.parley.local.template.TopicResource;
import dev.parley.local.topic.SubscriptionDefinition;
import dev.parley.local.topic.TopicDefinition;
import java.time.ZoneId;

/** Says to queues, streams, schedules, topics and buckets what the template says of them. */
final class EventDefinitions {
  private EventDefinitions() {}

  static QueueDefinition of(QueueResource it) {
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
        it.redrive()
            .map(to -> new QueueDefinition.Redrive(to.deadLetterQueueArn(), to.maxReceiveCount())));
  }

  static QueueSource of(EventSourceResource.QueueSource it) {
    return new QueueSource(
        it.id(),
        it.function(),
        it.queueArn(),
        it.batchSize(),
        it.window(),
        it.partial(),
        it.maximumConcurrency(),
        EventPattern.anyOf(it.filters()),
        it.enabled());
  }

  static StreamSource of(
      EventSourceResource.StreamSource it, String functionArn, String engineStream) {
    return new StreamSource(
        it.id(),
        it.function(),
        functionArn,
        engineStream,
        it.streamArn(),
        switch (it.startingPosition()) {
          case TRIM_HORIZON -> StreamSource.StartingPosition.TRIM_HORIZON;
          case LATEST -> StreamSource.StartingPosition.LATEST;
        },
        it.batchSize(),
        it.window(),
        it.bisect(),
        it.maximumRetryAttempts(),
        it.maximumRecordAge(),
        it.parallelization(),
        it.partial(),
        it.onFailureArn(),
        EventPattern.anyOf(it.filters()),
        it.enabled());
  }

  static Definition of(ScheduleResource it, String functionArn) {
    return new Definition(
        it.id(),
        it.name(),
        it.group(),
        it.arn(),
        it.function(),
        functionArn,
        it.expression(),
        ZoneId.of(it.timezone()),
        it.start(),
        it.end(),
        it.input(),
        new Definition.Retry(it.maximumRetryAttempts(), it.maximumEventAge()),
        it.deadLetterQueueArn(),
        it.enabled(),
        false,
        Math.toIntExact(it.flexibleWindow().toMinutes()));
  }

  static TopicDefinition of(TopicResource it) {
    return new TopicDefinition(
        it.arn(), it.fifo(), it.contentBasedDeduplication(), it.displayName().orElse(""));
  }

  static SubscriptionDefinition of(SubscriptionResource it) {
    return new SubscriptionDefinition(
        it.topicArn(),
        it.protocol(),
        it.endpoint(),
        it.raw(),
        it.filterPolicy(),
        switch (it.scope()) {
          case MESSAGE_ATTRIBUTES -> FilterPolicy.Scope.MESSAGE_ATTRIBUTES;
          case MESSAGE_BODY -> FilterPolicy.Scope.MESSAGE_BODY;
        },
        it.deadLetterQueueArn());
  }

  static AsyncSettings of(FunctionResource.Asynchronous it) {
    return new AsyncSettings(
        it.maximumRetryAttempts(),
        it.maximumEventAge(),
        it.onSuccess(),
        it.onFailure(),
        it.deadLetterTarget());
  }

  static BucketDefinition of(BucketResource it) {
    return new BucketDefinition(
        it.name(),
        it.cors().stream()
            .map(
                rule ->
                    new CorsRule(
                        rule.allowedOrigins(),
                        rule.allowedMethods(),
                        rule.allowedHeaders(),
                        rule.exposedHeaders(),
                        rule.maxAge()))
            .toList(),
        it.expirations().stream().map(rule -> new Expiration(rule.prefix(), rule.days())).toList());
  }
}
