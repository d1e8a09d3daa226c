package dev.parley.local.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what a subscriber gets: the envelope of a queue, the event of a function. */
final class Notification {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final ObjectWriter LINES =
      new ObjectMapper()
          .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private final Signer signer;
  private final URI base;

  Notification(Signer signer, URI base) {
    this.signer = signer;
    this.base = base;
  }

  /** As in a queue, without Subject and MessageAttributes where there are none. */
  String envelope(Subscription subscription, Publication publication) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    Map<String, String> signed = signed(subscription, publication);
    envelope.put("Type", "Notification");
    envelope.put("MessageId", publication.messageId());
    publication.sequenceNumber().ifPresent(it -> envelope.put("SequenceNumber", it));
    envelope.put("TopicArn", subscription.topicArn());
    publication.subject().ifPresent(it -> envelope.put("Subject", it));
    envelope.put("Message", signed.get("Message"));
    envelope.put("Timestamp", signed.get("Timestamp"));
    envelope.put("SignatureVersion", Signer.VERSION);
    envelope.put("Signature", signer.sign(signed));
    envelope.put("SigningCertURL", certificateUrl());
    envelope.put("UnsubscribeURL", unsubscribeUrl(subscription));
    if (!publication.attributes().isEmpty()) {
      envelope.set("MessageAttributes", attributes(publication));
    }
    try {
      return LINES.writeValueAsString(envelope);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }

  /** As a function gets it, in UTF-8. */
  byte[] event(Subscription subscription, Publication publication) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode entry = event.putArray("Records").addObject();
    entry.put("EventSource", "aws:sns");
    entry.put("EventVersion", "1.0");
    entry.put("EventSubscriptionArn", subscription.arn());
    Map<String, String> signed = signed(subscription, publication);
    ObjectNode sns = entry.putObject("Sns");
    sns.put("Type", "Notification");
    sns.put("MessageId", publication.messageId());
    sns.put("TopicArn", subscription.topicArn());
    sns.put("Subject", publication.subject().orElse(null));
    sns.put("Message", signed.get("Message"));
    sns.put("Timestamp", signed.get("Timestamp"));
    sns.put("SignatureVersion", Signer.VERSION);
    sns.put("Signature", signer.sign(signed));
    sns.put("SigningCertUrl", certificateUrl());
    sns.put("UnsubscribeUrl", unsubscribeUrl(subscription));
    sns.set("MessageAttributes", attributes(publication));
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> signed(Subscription subscription, Publication publication) {
    Map<String, String> signed = new LinkedHashMap<>();
    signed.put("Message", publication.text(subscription.protocol()));
    signed.put("MessageId", publication.messageId());
    publication.subject().ifPresent(it -> signed.put("Subject", it));
    signed.put("Timestamp", MILLIS.format(publication.at()));
    signed.put("TopicArn", subscription.topicArn());
    signed.put("Type", "Notification");
    return signed;
  }

  private static ObjectNode attributes(Publication publication) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    publication
        .attributes()
        .forEach(
            (name, it) ->
                attributes.putObject(name).put("Type", it.type()).put("Value", it.value()));
    return attributes;
  }

  private String certificateUrl() {
    return base.resolve(Topics.CERTIFICATE_PATH).toString();
  }

  private String unsubscribeUrl(Subscription subscription) {
    return base.resolve(
            "/?Action=Unsubscribe&SubscriptionArn="
                + URLEncoder.encode(subscription.arn(), StandardCharsets.UTF_8))
        .toString();
  }
}
