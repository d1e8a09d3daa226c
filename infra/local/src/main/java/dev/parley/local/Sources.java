package dev.parley.local;

import static java.util.stream.Collectors.toMap;

import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.function.Invoker;
import dev.parley.local.queue.QueueSource;
import dev.parley.local.queue.QueueSources;
import dev.parley.local.schedule.Definition;
import dev.parley.local.schedule.Schedules;
import dev.parley.local.stream.StreamSource;
import dev.parley.local.stream.StreamSources;
import dev.parley.local.template.EventSourceResource;
import dev.parley.local.template.FunctionResource;
import dev.parley.local.template.Stack;
import dev.parley.local.template.TableResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What invokes functions by itself: queues, streams and schedules. */
record Sources(StreamSources streams, QueueSources queues, Schedules schedules) {

  static Sources start(
      Stack stack, Engines engines, Services services, Invoker functions, Ground ground) {
    Map<String, String> arns =
        stack.functions().stream().collect(toMap(FunctionResource::id, FunctionResource::arn));
    Map<String, String> tables =
        stack.tables().stream().collect(toMap(TableResource::id, TableResource::name));
    List<QueueSource> ofQueues = new ArrayList<>();
    List<StreamSource> ofStreams = new ArrayList<>();
    LocalDynamo dynamo = engines.dynamo();
    for (EventSourceResource source : stack.eventSources()) {
      switch (source) {
        case EventSourceResource.QueueSource it -> ofQueues.add(EventDefinitions.of(it));
        case EventSourceResource.StreamSource it ->
            ofStreams.add(
                EventDefinitions.of(
                    it,
                    arns.get(it.function()),
                    dynamo.streamArn(tables.get(it.table())).orElseThrow()));
      }
    }
    StreamSources streams =
        ground
            .parts()
            .add(
                StreamSources.start(
                    ofStreams,
                    new StreamSources.Surroundings(
                        dynamo.streams(),
                        dynamo::onWrite,
                        functions,
                        ground.clock(),
                        ground.folder("streams"),
                        (arn, json) -> services.deliveries().send(arn, json, Map.of()),
                        ground.log())));
    QueueSources queues =
        ground
            .parts()
            .add(
                QueueSources.start(
                    ofQueues, engines.queues(), functions, ground.clock(), ground.log()));
    List<Definition> definitions =
        stack.schedules().stream()
            .map(it -> EventDefinitions.of(it, arns.get(it.function())))
            .toList();
    Schedules schedules =
        ground
            .parts()
            .add(
                Schedules.start(
                    definitions,
                    ground.clock(),
                    services.deliveries(),
                    services.deliveries()::send,
                    ground.folder("schedules.json"),
                    ground.log("schedules")));
    return new Sources(streams, queues, schedules);
  }
}
