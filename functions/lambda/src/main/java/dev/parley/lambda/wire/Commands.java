package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Limits;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.util.Optional;

/** Reads the frames that clients send. */
public final class Commands {
  private static final int REQUEST_ID_CHARACTERS = 64;
  private static final int CONVERSATION_ID_CHARACTERS = 64;
  private static final int ACTION_CHARACTERS = 32;

  private Commands() {}

  /** Reads one frame of a person in a workspace. */
  public static Command read(String workspace, String frame) {
    Fields fields = Fields.of(frame);
    String action = fields.text("action", 1, ACTION_CHARACTERS);
    Optional<String> requestId = fields.optionalText("requestId", 1, REQUEST_ID_CHARACTERS);
    Command command =
        switch (action) {
          case "send" ->
              new Command.Write(requestId, Drafts.message(fields, conversation(fields, workspace)));
          case "edit" ->
              new Command.Write(requestId, Drafts.edit(fields, conversation(fields, workspace)));
          case "read" ->
              new Command.Read(
                  requestId, conversation(fields, workspace), fields.number("seq", 1, Limits.SEQ));
          case "sync" ->
              new Command.Sync(
                  requestId, fields.optionalText("channel", Ids.SHORT), Drafts.since(fields));
          case "unsync" -> new Command.Unsync(requestId, fields.text("channel", Ids.SHORT));
          case "watch" ->
              new Command.Watch(
                  requestId,
                  conversation(fields, workspace),
                  fields.number("after", 0, Limits.SEQ));
          case "unwatch" -> new Command.Unwatch(requestId, conversation(fields, workspace));
          case "typing" -> new Command.Typing(requestId, conversation(fields, workspace));
          case "ping" -> new Command.Ping(requestId);
          default ->
              throw Refused.field(
                  Code.UNKNOWN_ACTION,
                  "action",
                  "The actions are send, edit, read, typing, watch, unwatch, sync, unsync and ping.");
        };
    fields.end();
    return command;
  }

  /** The request a frame belongs to, as far as it can be told from a frame that was refused. */
  public static Optional<String> requestId(String frame) {
    try {
      ObjectNode object = Json.object(frame);
      return new Fields(object).optionalText("requestId", 1, REQUEST_ID_CHARACTERS);
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  private static ConversationId conversation(Fields fields, String workspace) {
    String value = fields.text("conversationId", 1, CONVERSATION_ID_CHARACTERS);
    return Paths.conversation(workspace, value);
  }
}
