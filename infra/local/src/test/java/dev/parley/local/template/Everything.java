package dev.parley.local.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A template with a resource and an event of every kind. */
final class Everything {
  static final Template TEMPLATE = Template.read(Path.of("src/test/resources/everything.yaml"));
  static final Stack STACK = TEMPLATE.resolve(Map.of(), Addresses.none().queues("127.0.0.1", 9324));

  private Everything() {}

  static QueueResource queue(String id) {
    return only(STACK.queues(), QueueResource::id, id);
  }

  static FunctionResource function(String id) {
    return only(STACK.functions(), FunctionResource::id, id);
  }

  static ScheduleResource schedule(String id) {
    return only(STACK.schedules(), ScheduleResource::id, id);
  }

  static SubscriptionResource subscription(String id) {
    return only(STACK.subscriptions(), SubscriptionResource::id, id);
  }

  static <T extends EventSourceResource> T source(Class<T> kind, String id) {
    return kind.cast(only(STACK.eventSources(), EventSourceResource::id, id));
  }

  private static <T> T only(List<T> all, Function<T, String> name, String id) {
    return all.stream().filter(it -> name.apply(it).equals(id)).findFirst().orElseThrow();
  }
}
