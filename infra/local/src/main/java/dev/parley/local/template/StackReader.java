package dev.parley.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the resources of all types, those first that others are checked against. */
final class StackReader {
  /** Of these AWS has one of a name, and creates no second. */
  private static final List<String> NAMED_ONCE =
      List.of(
          Declaration.FUNCTION,
          Declaration.QUEUE,
          Declaration.TOPIC,
          Declaration.BUCKET,
          Declaration.TABLE);

  private final ResourceReading reading;
  private final Path folder;

  StackReader(ResourceReading reading, Path folder) {
    this.reading = reading;
    this.folder = folder;
  }

  Stack read(Map<String, String> outputs) {
    NAMED_ONCE.forEach(this::refuseNamesTwice);
    List<QueueResource> queues = new QueueReader(reading).read(reading.of(Declaration.QUEUE));
    QueuePolicies policies = new QueuePolicies(reading);
    List<QueuePolicyResource> queuePolicies = each(Declaration.QUEUE_POLICY, policies::read);
    SubscriptionReader subscriptions = new SubscriptionReader(reading, policies);
    FunctionEvents events = new FunctionEvents(reading, subscriptions, byArn(queues));
    List<FunctionResource> functions =
        each(Declaration.FUNCTION, new FunctionReader(reading, folder, events)::read);
    TopicReader topics = new TopicReader(reading, subscriptions);
    List<TopicResource> topicsRead = each(Declaration.TOPIC, topics::read);
    NothingToRun.readAll(reading);
    return new Stack(
        functions,
        sockets(),
        httpApis(events.http().all()),
        each(Declaration.TABLE, new TableReader(reading)::read),
        new UserPoolReader(reading)
            .read(reading.of(Declaration.USER_POOL), reading.of(Declaration.USER_POOL_CLIENT)),
        queues,
        queuePolicies,
        topicsRead,
        subscriptions(topics, subscriptions, events),
        Stream.<EventSourceResource>concat(
                events.queues().all().stream(), events.streams().all().stream())
            .toList(),
        events.schedules().all(),
        each(Declaration.BUCKET, new BucketReader(reading)::read),
        each(Declaration.EMAIL_IDENTITY, new EmailIdentityReader(reading)::read),
        outputs,
        reading.findings().warnings());
  }

  private List<SubscriptionResource> subscriptions(
      TopicReader topics, SubscriptionReader reader, FunctionEvents events) {
    List<SubscriptionResource> subscriptions = new ArrayList<>(topics.inline());
    subscriptions.addAll(each(Declaration.SUBSCRIPTION, reader::read));
    subscriptions.addAll(events.topics().all());
    return subscriptions;
  }

  private void refuseNamesTwice(String type) {
    Map<String, String> owners = new HashMap<>();
    for (Declaration resource : reading.of(type)) {
      String name = reading.names().name(resource);
      String owner = owners.putIfAbsent(name, resource.id());
      if (owner != null) {
        reading.findings().add(resource.place(), "has the name " + name + ", as " + owner + " has");
      }
    }
  }

  private <T> List<T> each(String type, Function<Declaration, T> read) {
    return reading.of(type).stream().map(read).toList();
  }

  private static Map<String, QueueResource> byArn(List<QueueResource> queues) {
    Map<String, QueueResource> byArn = new LinkedHashMap<>();
    queues.forEach(it -> byArn.put(it.arn(), it));
    return byArn;
  }

  private List<SocketApiResource> sockets() {
    RouteResponses responses =
        new RouteResponses(
            reading, reading.of(Declaration.SOCKET_API), reading.of(Declaration.ROUTE_RESPONSE));
    List<SocketApiResource> sockets =
        each(Declaration.SOCKET_API, new SocketApiReader(reading, responses)::read);
    responses.checkUnwanted();
    return sockets;
  }

  private List<HttpApiResource> httpApis(List<HttpEvents.HttpEvent> events) {
    HttpApiReader reader = new HttpApiReader(reading, events);
    List<HttpApiResource> apis = each(Declaration.HTTP_API, reader::read);
    reader.checkStrayEvents();
    return apis;
  }
}
