package dev.parley.local.topic;

import dev.parley.local.endpoint.Endpoint;
import dev.parley.local.endpoint.Reply;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** SNS: knows the topics, answers its API, and delivers what is published. */
public final class Topics {
  static final String CERTIFICATE_PATH = "/_aws/sns/SimpleNotificationService.pem";

  private final Registry registry;
  private final PublicationReader reader;
  private final Signer signer;
  private final Delivery delivery;
  private volatile Optional<Unruly> unruly = Optional.empty();

  private Topics(Registry registry, InstantSource clock, Signer signer, Delivery delivery) {
    this.signer = signer;
    this.registry = registry;
    this.reader = new PublicationReader(clock);
    this.delivery = delivery;
  }

  /**
   * Knows no topic yet, and answers nobody before {@link #serve}.
   *
   * @param address at which it will answer
   * @param account and region are those of topics that are created while it runs
   * @param log hears of messages that are lost, by line
   */
  public static Topics open(
      URI address,
      String region,
      String account,
      InstantSource clock,
      Targets targets,
      Consumer<String> log) {
    Signer signer = new Signer(clock.instant());
    Delivery delivery = new Delivery(targets, new Notification(signer, address), log);
    return new Topics(new Registry(region, account, clock), clock, signer, delivery);
  }

  /** Begins to answer under the signing name {@code sns}. */
  public void serve(Endpoint endpoint) {
    endpoint.service("sns", new SnsApi(this));
    endpoint.page(
        CERTIFICATE_PATH, _ -> Reply.of(200, "application/x-pem-file", signer.certificate()));
  }

  public void add(TopicDefinition topic) {
    registry.create(topic);
  }

  /** Throws {@link IllegalArgumentException} with the words of SNS when it would refuse it. */
  public void add(SubscriptionDefinition definition) {
    try {
      registry.subscribe(
          definition.topicArn(),
          definition.protocol(),
          definition.endpoint(),
          Settings.of(definition));
    } catch (SnsException e) {
      throw new IllegalArgumentException(
          "the subscription of %s to %s: %s"
              .formatted(definition.endpoint(), definition.topicArn(), e.getMessage()),
          e);
    }
  }

  /**
   * From now on standard topics deliver about so many of a thousand publications late and as many
   * twice, as on AWS they may.
   */
  public void unruly(long seed, int perMille) {
    unruly = Optional.of(new Unruly(seed, perMille));
  }

  /**
   * Publishes a text for another service of the account. Throws {@link IllegalArgumentException}
   * with the words of SNS when it would refuse it.
   */
  public void publish(String topicArn, String message, Optional<String> trace) {
    try {
      Form form = new Form(Map.of("Message", List.of(message)), "");
      publish(registry.topic(topicArn), form, trace);
    } catch (SnsException e) {
      throw new IllegalArgumentException(topicArn + ": " + e.getMessage(), e);
    }
  }

  public List<TopicState> state() {
    return registry.topics().stream().map(TopicState::of).toList();
  }

  Registry registry() {
    return registry;
  }

  Publication publish(Topic topic, Form form, Optional<String> trace) {
    Publication publication = reader.read(form, topic.definition(), trace);
    Optional<Unruly> disorder = topic.definition().fifo() ? Optional.empty() : unruly;
    return topic.publish(
        publication,
        (subscription, numbered) ->
            disorder.ifPresentOrElse(
                it -> it.deliver(() -> delivery.deliver(subscription, numbered)),
                () -> delivery.deliver(subscription, numbered)));
  }
}
