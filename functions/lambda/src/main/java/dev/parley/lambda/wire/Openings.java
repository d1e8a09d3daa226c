package dev.parley.lambda.wire;

import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Opening;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;

/** Reads which conversation somebody wants to begin. */
final class Openings {
  private Openings() {}

  /**
   * By a client: {@code {"specialist": id}} or {@code {"channel": id}}. By staff: {@code {"client":
   * id}}, an operator's with the channel beside it.
   */
  static Opening read(Fields fields) {
    return fields.has("client") ? byStaff(fields) : byClient(fields);
  }

  private static Opening byStaff(Fields fields) {
    if (fields.has("specialist")) {
      throw Fields.invalid("specialist", "absent beside a client: you write for yourself");
    }
    return new Opening.ByStaff(
        fields.text("client", Ids.PERSON), fields.optionalText("channel", Ids.SHORT));
  }

  private static Opening byClient(Fields fields) {
    if (fields.has("specialist") && fields.has("channel")) {
      throw Fields.invalid("channel", "absent beside a specialist: name one of them");
    }
    if (!fields.has("specialist") && !fields.has("channel")) {
      throw Refused.of(Code.MISSING_FIELD, "Name one: a specialist, a channel or a client.");
    }
    return new Opening.ByClient(
        fields.has("channel")
            ? new Counterpart.Channel(fields.text("channel", Ids.SHORT))
            : new Counterpart.Specialist(fields.text("specialist", Ids.PERSON)));
  }
}
