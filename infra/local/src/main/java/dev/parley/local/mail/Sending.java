package dev.parley.local.mail;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a SendEmail asks for, its addresses checked. */
record Sending(
    Optional<InternetAddress> from,
    List<InternetAddress> to,
    List<InternetAddress> cc,
    List<InternetAddress> bcc,
    List<InternetAddress> replyTo,
    JsonNode content) {

  static Sending read(JsonNode request) throws Rejection {
    if (request.hasNonNull("ListManagementOptions")) {
      throw Rejection.badRequest("ListManagementOptions are not served by this local cloud");
    }
    String from = request.path("FromEmailAddress").asText("");
    JsonNode destination = request.path("Destination");
    return new Sending(
        from.isEmpty() ? Optional.empty() : Optional.of(Addresses.one(from)),
        Addresses.list(destination.path("ToAddresses")),
        Addresses.list(destination.path("CcAddresses")),
        Addresses.list(destination.path("BccAddresses")),
        Addresses.list(request.path("ReplyToAddresses")),
        request.path("Content"));
  }

  List<InternetAddress> recipients() {
    return Stream.of(to, cc, bcc).flatMap(List::stream).toList();
  }
}
