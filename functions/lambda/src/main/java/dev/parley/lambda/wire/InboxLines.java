package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.conversation.InboxLine;
import dev.parley.core.conversation.InboxRow;
import dev.parley.core.conversation.Standing;

/** Writes how a conversation stands in somebody's inbox, the same in frames and in answers. */
final class InboxLines {
  private InboxLines() {}

  static ObjectNode write(ObjectNode json, InboxLine line) {
    InboxRow.Newest newest = line.row().newest();
    ObjectNode last =
        json.putObject("last")
            .put("seq", newest.seq())
            .put("kind", newest.kind())
            .put("at", Json.text(newest.at()))
            .put("author", newest.author())
            .put("side", Json.lowerCase(newest.side()));
    newest.preview().ifPresent(preview -> last.put("preview", preview));
    json.put("unread", line.unread()).put("unanswered", line.row().totals().unanswered());
    return standing(json, line.row().standing());
  }

  private static ObjectNode standing(ObjectNode json, Standing standing) {
    ArrayNode blockedBy = json.putArray("blockedBy");
    standing.blockedBy().stream().sorted().map(Json::lowerCase).forEach(blockedBy::add);
    json.put("hidden", standing.hidden()).put("unreachable", standing.unreachable());
    standing
        .restriction()
        .ifPresent(
            it ->
                json.putObject("restriction")
                    .put("reason", Json.lowerCase(it.reason()))
                    .put("until", Json.text(it.until())));
    return json;
  }
}
