package dev.parley.lambda.wire;

import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Limits;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.util.Optional;

/** Reads the frames that clients send about conversations. */
final class Commands {
  private Commands() {}

  /** Reads the fields of a frame; whoever reads it sees to it that none is left. */
  static Command read(String action, Optional<String> requestId, Fields fields, String workspace) {
    return switch (action) {
      case "send" ->
          new Command.Write(
              requestId, Drafts.message(fields, Paths.conversation(fields, workspace)));
      case "edit" ->
          new Command.Write(requestId, Drafts.edit(fields, Paths.conversation(fields, workspace)));
      case "read" ->
          new Command.Read(
              requestId,
              Paths.conversation(fields, workspace),
              fields.number("seq", 1, Limits.SEQ));
      case "sync" ->
          new Command.Sync(
              requestId, fields.optionalText("channel", Ids.SHORT), Drafts.since(fields));
      case "unsync" -> new Command.Unsync(requestId, fields.text("channel", Ids.SHORT));
      case "watch" ->
          new Command.Watch(
              requestId,
              Paths.conversation(fields, workspace),
              fields.number("after", 0, Limits.SEQ));
      case "unwatch" -> new Command.Unwatch(requestId, Paths.conversation(fields, workspace));
      case "typing" -> new Command.Typing(requestId, Paths.conversation(fields, workspace));
      case "ping" -> new Command.Ping(requestId);
      default -> throw Refused.field(Code.UNKNOWN_ACTION, "action", Actions.ALL);
    };
  }
}
