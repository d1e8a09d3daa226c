package dev.parley.lambda.wire;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.Errand;
import dev.parley.core.consultation.Limits;
import dev.parley.core.consultation.Offer;
import dev.parley.core.consultation.Wish;
import dev.parley.core.conversation.Text;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Reads what people want of consultations, by whichever way it comes. */
final class Orders {
  private static final int VERSIONS = 1_000;
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private Orders() {}

  /** A frame: its key stands in a field, and so does the id of the consultation. */
  static Errand frame(String action, Fields fields, String workspace) {
    String key = fields.text("key", Ids.KEY);
    return action.equals("request")
        ? request(fields, workspace, key)
        : new Errand.Carry(key, Paths.consultation(fields, workspace), command(action, fields));
  }

  /** {@code {conversationId | specialist, service, due, startAt?, question?}}. */
  static Errand request(Fields fields, String workspace, String key) {
    return new Errand.Request(
        key,
        where(fields, workspace),
        wish(fields),
        text(fields, "question", Limits.DETAILS_BYTES));
  }

  private static Errand.Where where(Fields fields, String workspace) {
    if (!fields.has("specialist")) {
      return new Errand.Where.In(Paths.conversation(fields, workspace));
    }
    if (fields.has("conversationId")) {
      throw Fields.invalid("conversationId", "absent beside a specialist: name one of them");
    }
    return new Errand.Where.Of(fields.text("specialist", Ids.PERSON));
  }

  /** The command of a name, with its own fields. */
  static Command command(String name, Fields fields) {
    return switch (name) {
      case "offer" -> new Command.Propose(offer(fields), goodwill(fields));
      case "revise" -> new Command.Revise(offer(fields), goodwill(fields));
      case "decline" -> new Command.Decline(note(fields));
      case "agree" -> new Command.Agree((int) fields.number("terms", 1, VERSIONS));
      case "cancel" -> new Command.Cancel(note(fields));
      case "pay" -> new Command.Pay();
      case "close" -> new Command.Close(note(fields));
      case "accept" -> new Command.Accept();
      case "claim" ->
          new Command.Claim(
              reason(fields, "note"),
              fields.numbers("files", 1, dev.parley.core.conversation.Limits.SEQ, Limits.FILES));
      case "withdraw" -> new Command.Withdraw();
      case "concede" -> concede(fields);
      case "resolve" ->
          new Command.Resolve(Amounts.read(fields, "toClient"), reason(fields, "note"));
      case "refund" ->
          new Command.Refund(Amounts.positive(fields, "amount"), reason(fields, "note"));
      default -> throw new IllegalArgumentException("no such command: " + name);
    };
  }

  /** {@code {note? | goodwill?}}: an entry has room for one of the two. */
  private static Command concede(Fields fields) {
    if (fields.has("note") && fields.has("goodwill")) {
      throw Fields.invalid("goodwill", "absent beside a note: say it in one of the two");
    }
    return new Command.Concede(note(fields), goodwill(fields));
  }

  /** {@code {service, due, startAt?, price, details?}}. */
  private static Offer offer(Fields fields) {
    return new Offer(
        wish(fields), Amounts.read(fields, "price"), text(fields, "details", Limits.DETAILS_BYTES));
  }

  private static Wish wish(Fields fields) {
    String service = fields.text("service", 1, Limits.SERVICE_CHARACTERS);
    if (service.isBlank()) {
      throw Fields.invalid("service", "a kind of service, not blank");
    }
    return new Wish(service, due(fields), fields.optionalInstant("startAt"));
  }

  /** {@code {"at": instant}} or {@code {"within": time}}. */
  private static Due due(Fields fields) {
    return fields.value(
        "due",
        "{\"at\": an instant} or {\"within\": a time from "
            + SHORTEST
            + " to "
            + Limits.HORIZON
            + "}",
        due ->
            due.optionalDuration("within", SHORTEST, Limits.HORIZON)
                .<Due>map(Due.Within::new)
                .orElseGet(() -> new Due.At(due.instant("at"))));
  }

  private static Optional<String> note(Fields fields) {
    return text(fields, "note", Limits.NOTE_BYTES);
  }

  private static Optional<String> goodwill(Fields fields) {
    return text(fields, "goodwill", Limits.NOTE_BYTES);
  }

  /** A note that must be there. */
  static String reason(Fields fields, String name) {
    return text(fields, name, Limits.NOTE_BYTES).orElseThrow(() -> Fields.missing(name));
  }

  static Optional<String> text(Fields fields, String name, int bytes) {
    Optional<String> text = fields.optionalText(name, 1, bytes);
    if (text.filter(it -> !isAcceptable(it, bytes)).isPresent()) {
      throw Fields.invalid(name, "not blank and at most " + bytes + " bytes of UTF-8");
    }
    return text;
  }

  private static boolean isAcceptable(String text, int bytes) {
    return Text.isAcceptable(text) && text.getBytes(StandardCharsets.UTF_8).length <= bytes;
  }
}
