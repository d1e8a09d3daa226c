package dev.parley.local.topic;

import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Reply;
import dev.parley.local.endpoint.Service;
import dev.parley.local.signature.CallerCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The Query protocol of SNS: its actions on topics and subscriptions. */
final class SnsApi implements Service {
  private static final int PAGE = 100;

  private final Registry registry;
  private final PublishApi publishing;

  SnsApi(Topics topics) {
    this.registry = topics.registry();
    this.publishing = new PublishApi(topics);
  }

  @Override
  public Reply answer(Call call) {
    try {
      Form form = form(call);
      String action = form.get("Action").orElse("");
      return Xml.result(action, result(action, form, call.traceHeader()));
    } catch (SnsException e) {
      return Xml.error(e);
    }
  }

  private static Form form(Call call) {
    Map<String, List<String>> fields = new LinkedHashMap<>(call.query());
    try {
      fields.putAll(call.form());
    } catch (IllegalArgumentException e) {
      throw new SnsException(
          404, "MalformedQueryString", "The query string contains a syntax error.");
    }
    return new Form(fields, "");
  }

  @Override
  public Reply refused(CallerCheck.Refusal refusal) {
    CallerCheck.Reason reason = refusal.reason();
    return Xml.error(new SnsException(reason.queryStatus(), reason.queryCode(), refusal.message()));
  }

  private String result(String action, Form form, Optional<String> trace) {
    return switch (action) {
      case "Publish" -> publishing.publish(form, trace);
      case "PublishBatch" -> publishing.batch(form, trace);
      case "CreateTopic" -> createTopic(form);
      case "ListTopics" -> listTopics(form);
      case "GetTopicAttributes" -> topicAttributes(registry.topic(form.required("TopicArn")));
      case "Subscribe" -> subscribe(form);
      case "Unsubscribe" -> {
        registry.unsubscribe(form.required("SubscriptionArn"));
        yield "";
      }
      case "ListSubscriptions" -> listSubscriptions(registry.subscriptions(), form);
      case "ListSubscriptionsByTopic" ->
          listSubscriptions(registry.topic(form.required("TopicArn")).subscriptions(), form);
      case "GetSubscriptionAttributes" -> subscriptionAttributes(subscription(form));
      case "SetSubscriptionAttributes" -> setSubscriptionAttribute(form);
      default ->
          throw new SnsException(
              400,
              "InvalidAction",
              "The action %s is not valid for this endpoint.".formatted(action));
    };
  }

  private String createTopic(Form form) {
    Topic topic = registry.create(form.required("Name"), form.entries("Attributes"));
    return Xml.element("TopicArn", topic.definition().arn());
  }

  private String listTopics(Form form) {
    return page(
        "Topics", registry.topics(), form, it -> Xml.element("TopicArn", it.definition().arn()));
  }

  private String topicAttributes(Topic topic) {
    TopicDefinition definition = topic.definition();
    long confirmed = topic.subscriptions().stream().filter(Subscription::isConfirmed).count();
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("TopicArn", definition.arn());
    attributes.put("Owner", registry.account());
    attributes.put("DisplayName", definition.displayName());
    attributes.put("SubscriptionsConfirmed", Long.toString(confirmed));
    attributes.put("SubscriptionsPending", Long.toString(topic.subscriptions().size() - confirmed));
    attributes.put("SubscriptionsDeleted", Long.toString(topic.deleted.sum()));
    if (definition.fifo()) {
      attributes.put("FifoTopic", "true");
      attributes.put(
          "ContentBasedDeduplication", Boolean.toString(definition.contentBasedDeduplication()));
    }
    return Xml.map("Attributes", attributes);
  }

  private String subscribe(Form form) {
    String protocol = form.required("Protocol");
    Subscription subscription =
        registry.subscribe(
            form.required("TopicArn"),
            protocol,
            form.required("Endpoint"),
            Settings.of(form.entries("Attributes"), protocol));
    boolean tell =
        subscription.isConfirmed()
            || form.get("ReturnSubscriptionArn").filter("true"::equals).isPresent();
    return Xml.element("SubscriptionArn", tell ? subscription.arn() : "pending confirmation");
  }

  private String listSubscriptions(List<Subscription> subscriptions, Form form) {
    return page(
        "Subscriptions",
        subscriptions,
        form,
        it ->
            Xml.element("SubscriptionArn", it.isConfirmed() ? it.arn() : "PendingConfirmation")
                + Xml.element("Owner", registry.account())
                + Xml.element("Protocol", it.protocol())
                + Xml.element("Endpoint", it.endpoint())
                + Xml.element("TopicArn", it.topicArn()));
  }

  private static <T> String page(String name, List<T> all, Form form, Function<T, String> member) {
    int from;
    try {
      from = form.get("NextToken").map(Integer::parseInt).orElse(0);
    } catch (NumberFormatException e) {
      throw SnsException.invalid("NextToken");
    }
    String members =
        all.stream()
            .skip(Math.max(0, from))
            .limit(PAGE)
            .map(member)
            .map(it -> Xml.around("member", it))
            .collect(Collectors.joining());
    int next = from + PAGE;
    return Xml.around(name, members)
        + (next < all.size() ? Xml.element("NextToken", Integer.toString(next)) : "");
  }

  private Subscription subscription(Form form) {
    return registry
        .find(form.required("SubscriptionArn"))
        .orElseThrow(() -> SnsException.notFound("Subscription"));
  }

  private String subscriptionAttributes(Subscription subscription) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("SubscriptionArn", subscription.arn());
    attributes.put("TopicArn", subscription.topicArn());
    attributes.put("Owner", registry.account());
    attributes.put("Protocol", subscription.protocol());
    attributes.put("Endpoint", subscription.endpoint());
    attributes.put("PendingConfirmation", Boolean.toString(!subscription.isConfirmed()));
    attributes.put("ConfirmationWasAuthenticated", Boolean.toString(subscription.isConfirmed()));
    attributes.putAll(subscription.settings().attributes());
    return Xml.map("Attributes", attributes);
  }

  private String setSubscriptionAttribute(Form form) {
    Subscription subscription = subscription(form);
    String name = form.required("AttributeName");
    String value = form.get("AttributeValue").orElse("");
    subscription.set(name, value);
    return "";
  }
}
