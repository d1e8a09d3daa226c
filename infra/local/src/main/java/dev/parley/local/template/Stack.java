package dev.parley.local.template;

import java.util.List;
import java.util.Map;

/**
 * A template with everything resolved: what there is to run.
 *
 * @param warnings what AWS takes and what then does not work as it looks, one line each
 */
public record Stack(
    List<FunctionResource> functions,
    List<SocketApiResource> socketApis,
    List<HttpApiResource> httpApis,
    List<TableResource> tables,
    List<UserPoolResource> userPools,
    List<QueueResource> queues,
    List<QueuePolicyResource> queuePolicies,
    List<TopicResource> topics,
    List<SubscriptionResource> subscriptions,
    List<EventSourceResource> eventSources,
    List<ScheduleResource> schedules,
    List<BucketResource> buckets,
    List<EmailIdentityResource> emailIdentities,
    Map<String, String> outputs,
    List<String> warnings) {

  public Stack {
    functions = List.copyOf(functions);
    socketApis = List.copyOf(socketApis);
    httpApis = List.copyOf(httpApis);
    tables = List.copyOf(tables);
    userPools = List.copyOf(userPools);
    queues = List.copyOf(queues);
    queuePolicies = List.copyOf(queuePolicies);
    topics = List.copyOf(topics);
    subscriptions = List.copyOf(subscriptions);
    eventSources = List.copyOf(eventSources);
    schedules = List.copyOf(schedules);
    buckets = List.copyOf(buckets);
    emailIdentities = List.copyOf(emailIdentities);
    warnings = List.copyOf(warnings);
  }
}
