package dev.parley.local.mail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail in the outbox.
 *
 * @param to all recipients, also those that the message does not show
 * @param simulated what an address of SES's simulator would have answered, like {@code bounce}
 */
public record SentMail(
    String messageId,
    Instant at,
    String from,
    List<String> to,
    String subject,
    Path file,
    Optional<String> simulated) {
  public SentMail {
    to = List.copyOf(to);
  }
}
