package dev.parley.local.topic;

import dev.parley.local.clock.LocalClock;
import dev.parley.local.endpoint.Endpoint;
import dev.parley.local.pattern.FilterPolicy.Scope;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** Topics on a free port, the client of AWS, and targets that note what they get. */
final class TopicFixture implements AutoCloseable {
  static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:news";
  static final String FIFO = "arn:aws:sns:us-east-1:000000000000:news.fifo";
  static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:inbox";
  static final String FIFO_QUEUE = "arn:aws:sqs:us-east-1:000000000000:inbox.fifo";
  static final String DEAD = "arn:aws:sqs:us-east-1:000000000000:dead";
  static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:Reader";

  final LocalClock clock = new LocalClock();
  final List<String> log = new CopyOnWriteArrayList<>();
  final NotingTargets targets = new NotingTargets();
  final Endpoint endpoint = Endpoint.listen("127.0.0.1", 0, clock, log::add);
  final Topics topics =
      Topics.open(endpoint.uri(), "us-east-1", "000000000000", clock, targets, log::add);
  final SnsClient sns = client("local", "local");

  TopicFixture() {
    topics.add(new TopicDefinition(TOPIC, false, false, "The news"));
    topics.add(new TopicDefinition(FIFO, true, true, ""));
    topics.serve(endpoint);
  }

  SnsClient client(String key, String secret) {
    return SnsClient.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  void subscribe(String protocol, String endpoint) {
    subscribe(protocol, endpoint, false, null, null);
  }

  /** {@code policy} and {@code dead} may be null. */
  void subscribe(String protocol, String endpoint, boolean raw, String policy, String dead) {
    topics.add(
        new SubscriptionDefinition(
            endpoint.endsWith(".fifo") ? FIFO : TOPIC,
            protocol,
            endpoint,
            raw,
            Optional.ofNullable(policy),
            Scope.MESSAGE_ATTRIBUTES,
            Optional.ofNullable(dead)));
  }

  String publish(String message) {
    return sns.publish(it -> it.topicArn(TOPIC).message(message)).messageId();
  }

  TopicState.SubscriptionState onlySubscription() {
    return topics.state().getFirst().subscriptions().getFirst();
  }

  @Override
  public void close() {
    sns.close();
    endpoint.close();
  }
}
