package dev.parley.local.mail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Endpoint;
import dev.parley.local.endpoint.Reply;
import dev.parley.local.endpoint.Service;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** SES v2 as far as sending goes; mails end in a folder. */
public final class Mail implements Service {
  /** The name in the credential scope of SES's signatures. */
  public static final String SIGNING_NAME = "ses";

  static final int MOST_RECIPIENTS = 50;
  static final int LONGEST_MESSAGE = 40 * 1024 * 1024;
  private static final String SIMULATOR = "@simulator.amazonses.com";
  // A raw message or an attachment is one string, by default 20 million characters at most.
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Endpoint.LONGEST_BODY).build())
              .build());

  private final MailDefinition definition;
  private final InstantSource clock;
  private final Outbox outbox;
  private final Sandbox sandbox = new Sandbox();

  private Mail(MailDefinition definition, InstantSource clock, Outbox outbox) {
    this.definition = definition;
    this.clock = clock;
    this.outbox = outbox;
  }

  /**
   * Opens the outbox with the mails that are in it.
   *
   * @param clock that dates mails
   */
  public static Mail open(MailDefinition definition, InstantSource clock, Path folder) {
    try {
      return new Mail(definition, clock, Outbox.open(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("the outbox " + folder + " cannot be opened: " + e, e);
    } catch (MessagingException e) {
      throw new IllegalStateException("the outbox " + folder + " has what is no mail: " + e, e);
    }
  }

  /** The mails sent, newest first. */
  public List<SentMail> sent() {
    return outbox.newestFirst();
  }

  /** The file of a mail. */
  public Optional<byte[]> read(String messageId) {
    Optional<SentMail> mail =
        sent().stream().filter(it -> it.messageId().equals(messageId)).findFirst();
    try {
      return mail.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(mail.get().file()));
    } catch (IOException e) {
      throw new UncheckedIOException("a mail cannot be read: " + e, e);
    }
  }

  @Override
  public Reply answer(Call call) throws IOException {
    try {
      return switch (call.method() + " " + call.rawPath()) {
        case "POST /v2/email/outbound-emails" -> send(json(call), call.region().orElse(""));
        case "GET /v2/email/account" -> Reply.json(200, account().toString());
        default ->
            throw new Rejection(
                404, "UnknownOperationException", "This local cloud serves only SendEmail");
      };
    } catch (Rejection rejection) {
      return rejection.reply();
    }
  }

  private static JsonNode json(Call call) throws Rejection, IOException {
    try {
      return JSON.readTree(call.body());
    } catch (JsonProcessingException e) {
      throw new Rejection(400, "SerializationException", "The body is not JSON");
    }
  }

  private ObjectNode account() {
    ObjectNode account = JSON.createObjectNode();
    account.put("SendingEnabled", true).put("ProductionAccessEnabled", !definition.sandbox());
    account.put("EnforcementStatus", "HEALTHY").put("DedicatedIpAutoWarmupEnabled", false);
    ObjectNode quota = account.putObject("SendQuota");
    quota.put("Max24HourSend", definition.sandbox() ? Sandbox.MOST_A_DAY : 50_000);
    quota.put("MaxSendRate", definition.sandbox() ? Sandbox.MOST_A_SECOND : 14);
    quota.put("SentLast24Hours", lastDay());
    return account;
  }

  private long lastDay() {
    Instant since = clock.instant().minus(Duration.ofDays(1));
    return sent().stream()
        .takeWhile(it -> it.at().isAfter(since))
        .mapToLong(it -> it.to().size())
        .sum();
  }

  private Reply send(JsonNode request, String region) throws Rejection, IOException {
    Sending sending = Sending.read(request);
    try {
      MimeMessage message = message(sending);
      List<InternetAddress> recipients = recipients(sending, message);
      checkVerified(froms(sending, message), recipients, region);
      Instant now = clock.instant();
      String id = "0100%012x-%s-000000".formatted(now.toEpochMilli(), UUID.randomUUID());
      byte[] bytes = bytes(message, id, now);
      if (definition.sandbox()) {
        sandbox.count(recipients.size(), now);
      }
      List<String> to = recipients.stream().map(InternetAddress::getAddress).toList();
      outbox.write(id, now, bytes, to, simulated(to));
      return Reply.json(200, JSON.createObjectNode().put("MessageId", id).toString());
    } catch (MessagingException e) {
      throw Rejection.badRequest("Invalid message: " + e.getMessage());
    }
  }

  private static MimeMessage message(Sending sending)
      throws MessagingException, IOException, Rejection {
    JsonNode content = sending.content();
    if (content.hasNonNull("Simple")) {
      InternetAddress from =
          sending.from().orElseThrow(() -> Rejection.badRequest("Missing required header 'From'."));
      return Mime.simple(sending, from);
    }
    if (content.hasNonNull("Raw")) {
      return Mime.read(Mime.base64(content.path("Raw"), "raw message"));
    }
    throw Rejection.badRequest(
        content.hasNonNull("Template")
            ? "Templates are not served by this local cloud"
            : "Content must be one of Simple, Raw and Template");
  }

  /** Those of the request, or else, for a raw message, those it names itself. */
  private static List<InternetAddress> recipients(Sending sending, MimeMessage message)
      throws MessagingException, Rejection {
    List<InternetAddress> recipients = new ArrayList<>(sending.recipients());
    if (recipients.isEmpty() && sending.content().hasNonNull("Raw")) {
      addAll(recipients, message.getAllRecipients());
    }
    if (recipients.isEmpty()) {
      throw Rejection.badRequest("Missing required header 'To'.");
    }
    if (recipients.size() > MOST_RECIPIENTS) {
      throw Rejection.badRequest("Recipient count exceeds " + MOST_RECIPIENTS + ".");
    }
    return recipients;
  }

  private static List<InternetAddress> froms(Sending sending, MimeMessage message)
      throws MessagingException, Rejection {
    List<InternetAddress> froms = new ArrayList<>();
    sending.from().ifPresent(froms::add);
    addAll(froms, message.getFrom());
    if (froms.isEmpty()) {
      throw Rejection.badRequest("Missing required header 'From'.");
    }
    return froms;
  }

  private static void addAll(List<InternetAddress> list, Address[] addresses) throws Rejection {
    for (Address each : addresses == null ? new Address[0] : addresses) {
      list.add(Addresses.one(((InternetAddress) each).getAddress()));
    }
  }

  private void checkVerified(
      List<InternetAddress> froms, List<InternetAddress> recipients, String region)
      throws Rejection {
    List<InternetAddress> all = new ArrayList<>(froms);
    if (definition.sandbox()) {
      recipients.stream().filter(it -> !it.getAddress().endsWith(SIMULATOR)).forEach(all::add);
    }
    Set<String> failed = new LinkedHashSet<>();
    all.stream()
        .filter(it -> !definition.isVerified(it.getAddress()))
        .forEach(it -> failed.add(it.toString()));
    if (!failed.isEmpty()) {
      throw new Rejection(
          400,
          "MessageRejected",
          "Email address is not verified. The following identities failed the check in region %s: %s"
              .formatted(region.toUpperCase(Locale.ROOT), String.join(", ", failed)));
    }
  }

  private static byte[] bytes(MimeMessage message, String id, Instant now)
      throws MessagingException, IOException, Rejection {
    message.setHeader("Message-ID", "<" + id + "@email.amazonses.com>");
    message.removeHeader("Bcc");
    if (message.getHeader("Date") == null) {
      message.setSentDate(Date.from(now));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    if (bytes.size() > LONGEST_MESSAGE) {
      throw Rejection.badRequest(
          "Message length is more than %d bytes long: '%d'."
              .formatted(LONGEST_MESSAGE, bytes.size()));
    }
    return bytes.toByteArray();
  }

  private static Optional<String> simulated(List<String> to) {
    return to.stream()
        .filter(it -> it.endsWith(SIMULATOR))
        .map(it -> Arrays.asList(it.split("[@+]")).getFirst())
        .findFirst();
  }
}
