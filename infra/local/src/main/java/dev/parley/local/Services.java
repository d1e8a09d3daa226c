package dev.parley.local;

import static java.util.stream.Collectors.toMap;

import dev.parley.local.bucket.BucketDefinition;
import dev.parley.local.bucket.Buckets;
import dev.parley.local.control.ClockControl;
import dev.parley.local.endpoint.Endpoint;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.lambda.AsyncSettings;
import dev.parley.local.lambda.AsynchronousInvocations;
import dev.parley.local.lambda.CountingInvoker;
import dev.parley.local.lambda.FunctionLogs;
import dev.parley.local.lambda.InvokeApi;
import dev.parley.local.mail.Mail;
import dev.parley.local.mail.MailDefinition;
import dev.parley.local.template.Aws;
import dev.parley.local.template.EmailIdentityResource;
import dev.parley.local.template.FunctionResource;
import dev.parley.local.template.Stack;
import dev.parley.local.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The services that are no engines of their own, all at one port: Lambda, SNS, S3, SES. */
record Services(
    Deliveries deliveries,
    AsynchronousInvocations asynchronous,
    Topics topics,
    Buckets buckets,
    Mail mail) {

  /** Opens what functions may use from their first moment on, and invokes none of them yet. */
  static Services open(
      Stack stack, Engines engines, List<FunctionDefinition> definitions, Ground ground) {
    Endpoint endpoint = engines.endpoint();
    var deliveries = new Deliveries(engines.queues(), stack.queuePolicies(), stack.functions());
    Topics topics = topics(stack, endpoint, deliveries, ground);
    AsynchronousInvocations asynchronous = asynchronous(stack, definitions, deliveries, ground);
    deliveries.reach(topics);
    deliveries.reach(asynchronous);
    topics.serve(endpoint);
    Buckets buckets = buckets(stack, ground);
    endpoint.unchecked(Buckets.SIGNING_NAME, buckets);
    endpoint.unsigned(buckets);
    Mail mail = mail(stack, ground);
    endpoint.service(Mail.SIGNING_NAME, mail);
    ClockControl.on(endpoint, ground.clock());
    return new Services(deliveries, asynchronous, topics, buckets, mail);
  }

  /** Lets callers invoke the functions from now on. */
  void invokeBy(
      Endpoint endpoint,
      List<FunctionDefinition> definitions,
      CountingInvoker functions,
      FunctionLogs logs) {
    endpoint.service("lambda", new InvokeApi(definitions, functions, asynchronous, logs));
  }

  private static Topics topics(
      Stack stack, Endpoint endpoint, Deliveries deliveries, Ground ground) {
    Topics topics =
        Topics.open(
            endpoint.uri(),
            Aws.REGION,
            Aws.ACCOUNT,
            ground.clock(),
            deliveries,
            ground.log("topics"));
    stack.topics().forEach(it -> topics.add(EventDefinitions.of(it)));
    stack.subscriptions().forEach(it -> topics.add(EventDefinitions.of(it)));
    return topics;
  }

  private static AsynchronousInvocations asynchronous(
      Stack stack, List<FunctionDefinition> definitions, Deliveries deliveries, Ground ground) {
    Map<String, AsyncSettings> settings =
        stack.functions().stream()
            .collect(toMap(FunctionResource::id, it -> EventDefinitions.of(it.asynchronous())));
    return ground
        .parts()
        .add(
            AsynchronousInvocations.open(
                definitions,
                settings,
                ground.clock(),
                deliveries,
                ground.folder("invocations"),
                ground.log("lambda")));
  }

  private static Buckets buckets(Stack stack, Ground ground) {
    List<BucketDefinition> definitions =
        stack.buckets().stream().map(EventDefinitions::of).toList();
    return ground.parts().add(Buckets.open(definitions, ground.clock(), ground.folder("buckets")));
  }

  private static Mail mail(Stack stack, Ground ground) {
    List<String> identities =
        stack.emailIdentities().stream().map(EmailIdentityResource::identity).toList();
    Path folder =
        ground
            .folder("mails")
            .orElseGet(() -> ground.parts().add(TemporaryFolder.make("mails")).path());
    return Mail.open(new MailDefinition(identities, false), ground.clock(), folder);
  }
}
