package dev.parley.local.topic;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Publish and PublishBatch. */
final class PublishApi {
  private static final int LARGEST_BATCH = 10;

  private final Topics topics;

  PublishApi(Topics topics) {
    this.topics = topics;
  }

  String publish(Form form, Optional<String> trace) {
    return published(topics.publish(topic(form), form, trace));
  }

  /** Nothing but topics exists here to publish to. */
  private Topic topic(Form form) {
    if (form.get("PhoneNumber").isPresent()) {
      throw SnsException.invalid("PhoneNumber Reason: no text messages go out from this machine");
    }
    Optional<String> target = form.get("TargetArn").filter(it -> !it.isEmpty());
    if (target.filter(it -> it.contains(":endpoint/")).isPresent()) {
      throw new SnsException(400, "EndpointDisabled", "Endpoint is disabled");
    }
    String arn =
        target
            .or(() -> form.get("TopicArn"))
            .filter(it -> !it.isEmpty())
            .orElseThrow(
                () ->
                    SnsException.invalid(
                        "TopicArn or TargetArn Reason: no value for required parameter"));
    return topics.registry().topic(arn);
  }

  private static String published(Publication publication) {
    return Xml.element("MessageId", publication.messageId())
        + publication.sequenceNumber().map(it -> Xml.element("SequenceNumber", it)).orElse("");
  }

  String batch(Form form, Optional<String> trace) {
    Topic topic = topics.registry().topic(form.required("TopicArn"));
    List<Form> entries = form.members("PublishBatchRequestEntries", "member");
    check(entries);
    StringBuilder successful = new StringBuilder();
    StringBuilder failed = new StringBuilder();
    for (Form entry : entries) {
      String id = Xml.element("Id", entry.required("Id"));
      try {
        Publication publication = topics.publish(topic, entry, trace);
        successful.append(Xml.around("member", id + published(publication)));
      } catch (SnsException e) {
        String error = Xml.element("Code", e.code()) + Xml.element("Message", e.getMessage());
        failed.append(Xml.around("member", id + error + Xml.element("SenderFault", "true")));
      }
    }
    return Xml.around("Successful", successful.toString())
        + Xml.around("Failed", failed.toString());
  }

  private static void check(List<Form> entries) {
    if (entries.isEmpty()) {
      throw refused("EmptyBatchRequest", "The batch request doesn't contain any entries.");
    }
    if (entries.size() > LARGEST_BATCH) {
      throw refused(
          "TooManyEntriesInBatchRequest",
          "The batch request contains more entries than permissible.");
    }
    Set<String> ids = new HashSet<>();
    for (Form entry : entries) {
      String id = entry.required("Id");
      if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
        throw refused(
            "InvalidBatchEntryId",
            "The Id of a batch entry in a batch request doesn't abide by the specification.");
      }
      if (!ids.add(id)) {
        throw refused(
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id.");
      }
    }
    if (entries.stream().mapToLong(PublishApi::bytes).sum() > PublicationReader.LONGEST_MESSAGE) {
      throw refused(
          "BatchRequestTooLong",
          "The length of all the batch messages put together is more than the limit.");
    }
  }

  /** An entry that cannot be read fails by itself later. */
  private static long bytes(Form entry) {
    try {
      return PublicationReader.bytes(entry);
    } catch (SnsException e) {
      return 0;
    }
  }

  private static SnsException refused(String code, String message) {
    return new SnsException(400, code, message);
  }
}
