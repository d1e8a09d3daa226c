package dev.parley.local.template;

import java.util.Map;

/** Reads the Events of functions, each kind by its own reader. */
final class FunctionEvents {
  private final HttpEvents http;
  private final QueueEvents queues;
  private final StreamEvents streams;
  private final TopicEvents topics;
  private final ScheduleEvents schedules;

  FunctionEvents(
      ResourceReading reading,
      SubscriptionReader subscriptions,
      Map<String, QueueResource> queuesByArn) {
    Mappings mappings = new Mappings();
    this.http = new HttpEvents();
    this.queues = new QueueEvents(reading, mappings, queuesByArn);
    this.streams = new StreamEvents(reading, mappings);
    this.topics = new TopicEvents(reading, subscriptions);
    this.schedules = new ScheduleEvents(reading);
  }

  HttpEvents http() {
    return http;
  }

  QueueEvents queues() {
    return queues;
  }

  StreamEvents streams() {
    return streams;
  }

  TopicEvents topics() {
    return topics;
  }

  ScheduleEvents schedules() {
    return schedules;
  }

  void read(EventTarget target, Fields written) {
    for (String name : written.names()) {
      written.fields(name).ifPresent(it -> read(target, target.function() + name, it));
    }
  }

  private void read(EventTarget target, String id, Fields event) {
    String type = event.requiredText("Type");
    switch (type) {
      case "" -> event.value("Properties");
      case "HttpApi" -> http.read(target.function(), properties(event));
      case "SQS" -> queues.read(target, id, properties(event));
      case "DynamoDB" -> streams.read(target, id, properties(event));
      case "SNS" -> topics.read(target, id, properties(event));
      case "ScheduleV2" -> schedules.read(target, id, properties(event));
      case "Schedule" -> {
        event.value("Properties");
        event.wrong(
            "Type",
            "is Schedule, a rule of an event bus, which the local cloud has not: use ScheduleV2");
      }
      default -> {
        event.value("Properties");
        event.wrong("Type", "is " + type + ", an event unknown to the local cloud");
      }
    }
    event.done();
  }

  private static Fields properties(Fields event) {
    return event.fields("Properties").orElseGet(() -> event.absent("Properties"));
  }
}
