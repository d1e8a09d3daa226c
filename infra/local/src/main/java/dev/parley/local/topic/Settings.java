package dev.parley.local.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.pattern.FilterPolicy;
import dev.parley.local.pattern.FilterPolicy.Scope;
import dev.parley.local.pattern.PatternException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes of a subscription that can be set.
 *
 * @param policy as text
 * @param filter the policy as it is asked
 */
record Settings(
    boolean raw,
    Scope scope,
    Optional<String> policy,
    Optional<FilterPolicy> filter,
    Optional<String> deadLetterQueue) {
  static final Settings NONE =
      new Settings(
          false, Scope.MESSAGE_ATTRIBUTES, Optional.empty(), Optional.empty(), Optional.empty());

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** How errors begin that Subscribe makes. */
  static final String SUBSCRIBE = "Attributes Reason: ";

  static Settings of(SubscriptionDefinition definition) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("RawMessageDelivery", Boolean.toString(definition.raw()));
    attributes.put("FilterPolicyScope", text(definition.scope()));
    definition.filterPolicy().ifPresent(it -> attributes.put("FilterPolicy", it));
    definition
        .deadLetterQueueArn()
        .ifPresent(
            it ->
                attributes.put(
                    "RedrivePolicy",
                    MAPPER.createObjectNode().put("deadLetterTargetArn", it).toString()));
    return of(attributes, definition.protocol());
  }

  /** The attributes of Subscribe, all at once. */
  static Settings of(Map<String, String> attributes, String protocol) {
    Settings settings = NONE;
    // The scope decides how the policy is read.
    if (attributes.containsKey("FilterPolicyScope")) {
      settings =
          settings.with(
              "FilterPolicyScope", attributes.get("FilterPolicyScope"), protocol, SUBSCRIBE);
    }
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      settings = settings.with(attribute.getKey(), attribute.getValue(), protocol, SUBSCRIBE);
    }
    return settings;
  }

  /** {@code where} is the beginning of errors. */
  Settings with(String name, String value, String protocol, String where) {
    return switch (name) {
      case "RawMessageDelivery" -> raw(value, protocol, where);
      case "FilterPolicyScope" -> scope(value, where);
      case "FilterPolicy" -> policy(value.isEmpty() ? Optional.empty() : Optional.of(value), where);
      case "RedrivePolicy" ->
          new Settings(
              raw, scope, policy, filter, value.isEmpty() ? Optional.empty() : dead(value));
      default -> throw SnsException.invalid("AttributeName");
    };
  }

  private Settings raw(String value, String protocol, String where) {
    if (!value.equals("true") && !value.equals("false")) {
      throw SnsException.invalid(
          where + "RawMessageDelivery: Invalid value [" + value + "]. Must be true or false.");
    }
    if (value.equals("true") && !protocol.equals("sqs")) {
      throw SnsException.invalid(
          where + "Delivery protocol [" + protocol + "] does not support raw message delivery.");
    }
    return new Settings(value.equals("true"), scope, policy, filter, deadLetterQueue);
  }

  private Settings scope(String value, String where) {
    for (Scope each : Scope.values()) {
      if (text(each).equals(value)) {
        return new Settings(raw, each, policy, filter, deadLetterQueue).policy(policy, where);
      }
    }
    throw SnsException.invalid(
        where
            + "FilterPolicyScope: Invalid value ["
            + value
            + "]. Please use either MessageBody or MessageAttributes");
  }

  private Settings policy(Optional<String> text, String where) {
    try {
      Optional<FilterPolicy> read = text.map(it -> FilterPolicy.parse(it, scope));
      return new Settings(raw, scope, text, read, deadLetterQueue);
    } catch (PatternException e) {
      // SNS says this one without the word.
      String of = e.reason().startsWith("Filter policy scope") ? "" : "FilterPolicy: ";
      throw SnsException.invalid(where + of + e.getMessage());
    }
  }

  private static Optional<String> dead(String value) {
    JsonNode arn;
    try {
      arn = MAPPER.readTree(value).path("deadLetterTargetArn");
    } catch (JsonProcessingException e) {
      throw SnsException.invalid("RedrivePolicy: failed to parse JSON.");
    }
    if (!arn.isTextual() || !arn.textValue().startsWith("arn:aws:sqs:")) {
      throw SnsException.invalid("RedrivePolicy: deadLetterTargetArn is an invalid arn");
    }
    return Optional.of(arn.textValue());
  }

  private static String text(Scope scope) {
    return switch (scope) {
      case MESSAGE_ATTRIBUTES -> "MessageAttributes";
      case MESSAGE_BODY -> "MessageBody";
    };
  }

  /** As GetSubscriptionAttributes tells them. */
  Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("RawMessageDelivery", Boolean.toString(raw));
    policy.ifPresent(
        it -> {
          attributes.put("FilterPolicy", it);
          attributes.put("FilterPolicyScope", text(scope));
        });
    deadLetterQueue.ifPresent(
        it ->
            attributes.put(
                "RedrivePolicy",
                MAPPER.createObjectNode().put("deadLetterTargetArn", it).toString()));
    return attributes;
  }

  /** Whether they are the same attributes; the filter follows from its text. */
  boolean same(Settings other) {
    return attributes().equals(other.attributes());
  }
}
