package dev.parley.local.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what is to be published and refuses what SNS refuses. */
final class PublicationReader {
  /** Of a message with its attributes, and of a batch in all. */
  static final int LONGEST_MESSAGE = 262_144;

  private static final int LONGEST_SUBJECT = 100;
  private static final int LONGEST_ID = 128;
  private static final int LONGEST_NAME = 256;

  private static final Pattern SUBJECT = Pattern.compile("[\\p{Alnum}\\p{Punct}][\\x20-\\x7E]*");
  private static final Pattern ID = Pattern.compile("[\\p{Alnum}\\p{Punct}]+");
  private static final Pattern NAME =
      Pattern.compile("(?!(?i:aws|amazon)\\.)(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_.-]+(?<!\\.)");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final InstantSource clock;

  PublicationReader(InstantSource clock) {
    this.clock = clock;
  }

  Publication read(Form form, TopicDefinition topic, Optional<String> trace) {
    String message = form.get("Message").orElse("");
    if (message.isEmpty()) {
      throw SnsException.invalid("Empty message");
    }
    Optional<String> subject = form.get("Subject");
    if (subject.filter(it -> !isSubject(it)).isPresent()) {
      throw SnsException.invalid("Subject");
    }
    Map<String, MessageAttribute> attributes = attributes(form);
    if (bytes(message, attributes) > LONGEST_MESSAGE) {
      throw SnsException.invalid("Message too long");
    }
    Optional<String> group = id(form, "MessageGroupId");
    Optional<String> deduplication = id(form, "MessageDeduplicationId");
    if (topic.fifo()) {
      checkFifo(topic, group, deduplication);
    } else if (deduplication.isPresent()) {
      throw SnsException.invalid(
          "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter"
              + " that is not valid for this topic type");
    }
    return new Publication(
        UUID.randomUUID().toString(),
        clock.instant(),
        subject,
        texts(message, form.get("MessageStructure")),
        attributes,
        group,
        deduplication,
        Optional.empty(),
        trace);
  }

  static int bytes(Form form) {
    return bytes(form.get("Message").orElse(""), attributes(form));
  }

  private static int bytes(String message, Map<String, MessageAttribute> attributes) {
    int bytes = message.getBytes(UTF_8).length;
    for (Map.Entry<String, MessageAttribute> entry : attributes.entrySet()) {
      bytes += entry.getValue().bytes(entry.getKey());
    }
    return bytes;
  }

  private static boolean isSubject(String text) {
    return text.length() <= LONGEST_SUBJECT && SUBJECT.matcher(text).matches();
  }

  private static Optional<String> id(Form form, String name) {
    Optional<String> id = form.get(name);
    if (id.filter(it -> it.length() > LONGEST_ID || !ID.matcher(it).matches()).isPresent()) {
      throw SnsException.invalid(
          name + " Reason: it can only include 1 to 128 alphanumeric and punctuation characters");
    }
    return id;
  }

  private static void checkFifo(
      TopicDefinition topic, Optional<String> group, Optional<String> deduplication) {
    if (group.isEmpty()) {
      throw SnsException.invalid("The MessageGroupId parameter is required for FIFO topics");
    }
    if (deduplication.isEmpty() && !topic.contentBasedDeduplication()) {
      throw SnsException.invalid(
          "The topic should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
    }
  }

  private static Map<String, String> texts(String message, Optional<String> structure) {
    if (structure.isEmpty()) {
      return Map.of(Publication.DEFAULT, message);
    }
    if (!structure.get().equals("json")) {
      throw SnsException.invalid("MessageStructure");
    }
    JsonNode node;
    try {
      node = MAPPER.readTree(message);
    } catch (JsonProcessingException e) {
      throw SnsException.invalid("Message Structure - JSON message body failed to parse");
    }
    Map<String, String> texts = new HashMap<>();
    node.propertyStream()
        .filter(field -> field.getValue().isTextual())
        .forEach(field -> texts.put(field.getKey(), field.getValue().textValue()));
    if (!texts.containsKey(Publication.DEFAULT)) {
      throw SnsException.invalid("Message Structure - No default entry in JSON message body");
    }
    return texts;
  }

  private static Map<String, MessageAttribute> attributes(Form form) {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    for (Form entry : form.members("MessageAttributes", "entry")) {
      String name = entry.required("Name");
      if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
        throw SnsException.invalidValue(
            "The message attribute name '%s' is not valid.".formatted(name));
      }
      attributes.put(name, attribute(name, entry));
    }
    return attributes;
  }

  private static MessageAttribute attribute(String name, Form entry) {
    String type = entry.get("Value.DataType").orElse("");
    if (!type.matches("(String|Number|Binary)(\\..+)?")) {
      throw SnsException.invalidValue(
          ("The message attribute '%s' has an invalid message attribute type, the set of supported"
                  + " type prefixes is Binary, Number, and String.")
              .formatted(name));
    }
    boolean binary = type.startsWith("Binary");
    String value = entry.get(binary ? "Value.BinaryValue" : "Value.StringValue").orElse("");
    if (value.isEmpty()) {
      throw SnsException.invalidValue(
          ("The message attribute '%s' must contain non-empty message attribute value for message"
                  + " attribute type '%s'.")
              .formatted(name, type));
    }
    if (type.startsWith("Number") && !isNumber(value)) {
      throw SnsException.invalidValue(
          "Could not cast message attribute '%s' value to number.".formatted(name));
    }
    if (binary && !isBase64(value)) {
      throw SnsException.invalidValue(
          "The message attribute '%s' is not valid base64.".formatted(name));
    }
    return new MessageAttribute(type, value);
  }

  private static boolean isNumber(String text) {
    try {
      return new BigDecimal(text).precision() > 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
