package dev.parley.lambda.wire;

import dev.parley.core.conversation.Change;
import dev.parley.core.conversation.Erasing;
import dev.parley.core.conversation.Limits;
import dev.parley.core.conversation.Reason;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is to change of a conversation or of a member. */
final class Changes {
  private static final int PLACE_CHARACTERS = 64;

  private Changes() {}

  /** {@code {reason, until, note?}}; the reason {@code other} needs a note. */
  static Change restrict(Fields fields) {
    Reason reason = fields.constant("reason", Reason.class);
    Optional<String> note = fields.optionalText("note", 1, Limits.NOTE_CHARACTERS);
    if (reason == Reason.OTHER && note.filter(text -> !text.isBlank()).isEmpty()) {
      throw Fields.missing("note");
    }
    return new Change.Restrict(reason, note, fields.instant("until"));
  }

  static Change plain(String verb) {
    return switch (verb) {
      case "hide" -> new Change.Hide();
      case "restore" -> new Change.Restore();
      case "lift" -> new Change.Lift();
      case "leave" -> new Change.Leave();
      case "return" -> new Change.Return();
      default -> throw new IllegalArgumentException("no such change: " + verb);
    };
  }

  /** {@code {roles, channels}}. */
  static MemberChange grant(Fields fields) {
    for (String field : List.of("roles", "channels")) {
      if (!fields.has(field)) {
        throw Fields.missing(field);
      }
    }
    return new MemberChange.Grant(
        Presets.roles(fields), Set.copyOf(fields.texts("channels", Ids.SHORT)));
  }

  /** {@code {card}}. */
  static MemberChange link(Fields fields) {
    return new MemberChange.Link(fields.text("card", 1, Member.CARD_CHARACTERS));
  }

  /** {@code {reason}}. */
  static MemberChange hold(Fields fields) {
    return new MemberChange.Hold(fields.text("reason", 1, Limits.NOTE_CHARACTERS));
  }

  /** {@code {confirm, after?}}. */
  static Erasing erasing(Fields fields) {
    Optional<Erasing.Place> after =
        fields
            .optionalText("after", 1, PLACE_CHARACTERS)
            .map(
                text ->
                    Erasing.Place.parse(text)
                        .orElseThrow(
                            () -> Fields.invalid("after", "what was given as next, or absent")));
    return new Erasing(fields.flag("confirm"), after);
  }

  static MemberChange plainOfMember(String verb) {
    return switch (verb) {
      case "revoke" -> new MemberChange.Revoke();
      case "unlink" -> new MemberChange.Unlink();
      case "release" -> new MemberChange.Release();
      default -> throw new IllegalArgumentException("no such change: " + verb);
    };
  }
}
