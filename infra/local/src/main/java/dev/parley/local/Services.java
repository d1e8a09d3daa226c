package dev.parley.local;

import static java.util.stream.Collectors.toMap;

import dev.parley.local.bucket.Buckets;
import dev.parley.local.control.ClockControl;
import dev.parley.local.endpoint.Endpoint;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.lambda.AsyncSettings;
import dev.parley.local.lambda.AsynchronousInvocations;
import dev.parley.local.lambda.CountingInvoker;
import dev.parley.local.lambda.InvokeApi;
import dev.parley.local.template.Aws;
import dev.parley.local.template.FunctionResource;
import dev.parley.local.template.Stack;
import dev.parley.local.topic.Topics;
import java.util.List;
import java.util.Map;

/** The services that are no engines of their own, all at one port: Lambda, SNS, S3, SES. */
record Services(
    Deliveries deliveries, AsynchronousInvocations asynchronous, Topics topics, Buckets buckets) {

  static Services start(
      Stack stack,
      Engines engines,
      List<FunctionDefinition> definitions,
      CountingInvoker functions,
      Ground ground) {
    Endpoint endpoint = engines.endpoint();
    Map<String, String> byArn =
        stack.functions().stream().collect(toMap(FunctionResource::arn, FunctionResource::id));
    var deliveries = new Deliveries(engines.queues(), stack.queuePolicies(), byArn);
    Topics topics =
        Topics.open(
            endpoint, Aws.REGION, Aws.ACCOUNT, ground.clock(), deliveries, ground.log("topics"));
    stack.topics().forEach(it -> topics.add(EventDefinitions.of(it)));
    stack.subscriptions().forEach(it -> topics.add(EventDefinitions.of(it)));
    deliveries.reach(topics);
    Map<String, AsyncSettings> settings =
        stack.functions().stream()
            .collect(toMap(FunctionResource::id, it -> EventDefinitions.of(it.asynchronous())));
    AsynchronousInvocations asynchronous =
        ground
            .parts()
            .add(
                AsynchronousInvocations.start(
                    definitions,
                    settings,
                    functions,
                    ground.clock(),
                    deliveries,
                    ground.folder("invocations"),
                    ground.log("lambda")));
    deliveries.reach(asynchronous);
    endpoint.service("lambda", new InvokeApi(definitions, functions, asynchronous, ground.log()));
    Buckets buckets =
        ground
            .parts()
            .add(
                Buckets.open(
                    stack.buckets().stream().map(EventDefinitions::of).toList(),
                    ground.clock(),
                    ground.folder("buckets")));
    endpoint.service(Buckets.SIGNING_NAME, buckets);
    endpoint.unsigned(buckets);
    ClockControl.on(endpoint, ground.clock());
    return new Services(deliveries, asynchronous, topics, buckets);
  }
}
