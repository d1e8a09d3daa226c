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
    Topics topics = topics(stack, endpoint, deliveries, ground);
    AsynchronousInvocations asynchronous =
        asynchronous(stack, definitions, functions, deliveries, ground);
    deliveries.reach(topics);
    deliveries.reach(asynchronous);
    endpoint.service("lambda", new InvokeApi(definitions, functions, asynchronous, ground.log()));
    Buckets buckets = buckets(stack, ground);
    endpoint.service(Buckets.SIGNING_NAME, buckets);
    endpoint.unsigned(buckets);
    Mail mail = mail(stack, ground);
    endpoint.service(Mail.SIGNING_NAME, mail);
    ClockControl.on(endpoint, ground.clock());
    return new Services(deliveries, asynchronous, topics, buckets, mail);
  }

  private static Topics topics(
      Stack stack, Endpoint endpoint, Deliveries deliveries, Ground ground) {
    Topics topics =
        Topics.open(
            endpoint, Aws.REGION, Aws.ACCOUNT, ground.clock(), deliveries, ground.log("topics"));
    stack.topics().forEach(it -> topics.add(EventDefinitions.of(it)));
    stack.subscriptions().forEach(it -> topics.add(EventDefinitions.of(it)));
    return topics;
  }

  private static AsynchronousInvocations asynchronous(
      Stack stack,
      List<FunctionDefinition> definitions,
      CountingInvoker functions,
      Deliveries deliveries,
      Ground ground) {
    Map<String, AsyncSettings> settings =
        stack.functions().stream()
            .collect(toMap(FunctionResource::id, it -> EventDefinitions.of(it.asynchronous())));
    return ground
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
