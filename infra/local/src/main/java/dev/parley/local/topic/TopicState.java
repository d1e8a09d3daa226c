package dev.parley.local.topic;

import java.util.List;

/**
 * What the page shows of a topic.
 *
 * @param published since the process began, without duplicates of FIFO topics
 */
public record TopicState(
    String arn, boolean fifo, long published, List<SubscriptionState> subscriptions) {
  /**
   * What the page shows of a subscription.
   *
   * @param failed after all attempts, be it to a dead letter queue or lost
   * @param filtered what its filter policy did not want
   */
  public record SubscriptionState(
      String arn,
      String protocol,
      String endpoint,
      boolean confirmed,
      long delivered,
      long failed,
      long filtered) {}

  static TopicState of(Topic topic) {
    return new TopicState(
        topic.definition().arn(),
        topic.definition().fifo(),
        topic.published.sum(),
        topic.subscriptions().stream()
            .map(
                it ->
                    new SubscriptionState(
                        it.arn(),
                        it.protocol(),
                        it.endpoint(),
                        it.isConfirmed(),
                        it.delivered.sum(),
                        it.failed.sum(),
                        it.filtered.sum()))
            .toList());
  }
}
