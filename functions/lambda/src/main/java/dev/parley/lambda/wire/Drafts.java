package dev.parley.lambda.wire;

import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.FileDescription;
import dev.parley.core.conversation.FileName;
import dev.parley.core.conversation.Limits;
import dev.parley.core.conversation.Matter;
import dev.parley.core.conversation.SyncCursor;
import dev.parley.core.conversation.Text;
import dev.parley.core.conversation.Upload;
import java.util.Optional;

/** Reads what people write, by whichever way it comes. */
final class Drafts {
  private static final int MESSAGE_ID_CHARACTERS = 64;
  private static final int CURSOR_CHARACTERS = 64;

  private Drafts() {}

  /** {@code {clientMessageId, after, text, replyTo?, confirm?}}. */
  static Draft message(Fields fields, ConversationId conversation) {
    return draft(fields, conversation, new Content.Text(text(fields), replyTo(fields)));
  }

  /** {@code {clientMessageId, after, seq, text, confirm?}}. */
  static Draft edit(Fields fields, ConversationId conversation) {
    long seq = fields.number("seq", 1, Limits.SEQ);
    return draft(fields, conversation, new Content.Edited(seq, text(fields)));
  }

  /** {@code {clientMessageId, after, replyTo?, confirm?}}. */
  static Draft upload(Fields fields, ConversationId conversation, String file) {
    return draft(fields, conversation, new Upload(file, replyTo(fields)));
  }

  /** {@code {name, type, bytes, sha256}}; whether so many bytes are too many, a policy says. */
  static FileDescription file(Fields fields) {
    String name = fields.text("name", 1, FileName.BYTES);
    if (!FileName.isAcceptable(name)) {
      throw Fields.invalid(
          "name",
          "a name without folders, control characters or a dot in front, at most "
              + FileName.BYTES
              + " bytes of UTF-8");
    }
    return new FileDescription(
        name,
        fields.text("type", Ids.MEDIA_TYPE),
        fields.number("bytes", 1, Long.MAX_VALUE),
        fields.text("sha256", Ids.SHA256));
  }

  private static Draft draft(Fields fields, ConversationId conversation, Matter content) {
    return new Draft(
        conversation,
        clientMessageId(fields),
        fields.number("after", 0, Limits.SEQ),
        fields.flag("confirm"),
        content);
  }

  private static Optional<Long> replyTo(Fields fields) {
    return fields.has("replyTo")
        ? Optional.of(fields.number("replyTo", 1, Limits.SEQ))
        : Optional.empty();
  }

  static Optional<SyncCursor> since(Fields fields) {
    return fields.optionalText("since", 1, CURSOR_CHARACTERS).map(Drafts::cursor);
  }

  static SyncCursor cursor(String text) {
    return SyncCursor.parse(text)
        .orElseThrow(() -> Fields.invalid("since", "a cursor as it was given, or absent"));
  }

  private static ClientMessageId clientMessageId(Fields fields) {
    return ClientMessageId.parse(fields.text("clientMessageId", 1, MESSAGE_ID_CHARACTERS))
        .orElseThrow(
            () ->
                Fields.invalid(
                    "clientMessageId",
                    "<base>.<random>: a whole number, a dot, and 6 to 48 of A-Z a-z 0-9 _ -"));
  }

  private static String text(Fields fields) {
    String text = fields.text("text", 1, Json.DOCUMENT_CHARACTERS);
    if (!Text.isAcceptable(text)) {
      throw Fields.invalid(
          "text", "not blank and at most " + Limits.TEXT_BYTES + " bytes of UTF-8");
    }
    return text;
  }
}
