package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.conversation.Attachment;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Entry;
import java.util.List;

/** Writes entries, the same in frames and in answers. */
final class Entries {
  private Entries() {}

  static ArrayNode entries(List<Entry> entries) {
    ArrayNode json = Json.object().arrayNode();
    entries.forEach(entry -> json.add(entry(entry)));
    return json;
  }

  static ObjectNode entry(Entry entry) {
    ObjectNode json =
        Json.object()
            .put("seq", entry.seq())
            .put("kind", entry.content().kind())
            .put("at", Json.text(entry.at()))
            .put("author", entry.author())
            .put("side", Json.lowerCase(entry.side()));
    entry
        .clientMessageId()
        .map(ClientMessageId::text)
        .ifPresent(id -> json.put("clientMessageId", id));
    content(json, entry);
    json.putObject("totals")
        .put("client", entry.totals().client())
        .put("staff", entry.totals().staff());
    return json.put("hash", entry.hash().value());
  }

  private static void content(ObjectNode json, Entry entry) {
    switch (entry.content()) {
      case Content.Message message -> {
        message.replyTo().ifPresent(seq -> json.put("replyTo", seq));
        message(json, message, entry);
      }
      case Content.Edited edited -> json.put("of", edited.of()).put("text", edited.text());
      case Content.Restricted restricted -> {
        json.put("reason", Json.lowerCase(restricted.reason()))
            .put("until", Json.text(restricted.until()));
        restricted.note().ifPresent(note -> json.put("note", note));
      }
      case Content.Progress progress -> json.set("consultation", progress(progress));
      case Content.Notice notice -> json.set("notice", notice(notice));
      case Content.Erasure erasure -> json.put("person", erasure.person());
      case Content.Erased _ -> json.put("erased", true);
      case Content.Opened _,
          Content.Blocked _,
          Content.Unblocked _,
          Content.Hidden _,
          Content.Restored _,
          Content.Lifted _,
          Content.Left _,
          Content.Returned _,
          Content.Unknown _ -> {}
    }
  }

  private static void message(ObjectNode json, Content.Message message, Entry entry) {
    switch (message) {
      case Content.Text text -> {
        json.put("text", entry.text().orElse(text.text()));
        entry.edit().ifPresent(edit -> json.put("editedBy", edit.by()));
      }
      case Content.File file -> json.set("file", file(file.file()));
    }
  }

  private static ObjectNode progress(Content.Progress it) {
    ObjectNode json =
        Json.object()
            .put("id", it.consultation())
            .put("version", it.version())
            .put("event", it.event())
            .put("stage", it.stage());
    it.service().ifPresent(service -> json.put("service", service));
    it.price().ifPresent(price -> json.set("price", Amounts.write(price)));
    it.startAt().ifPresent(at -> json.put("startAt", Json.text(at)));
    it.dueAt().ifPresent(at -> json.put("dueAt", Json.text(at)));
    it.terms()
        .ifPresent(
            terms ->
                json.putObject("terms")
                    .put("version", terms.version())
                    .put("hash", terms.hash().value()));
    it.refunded().ifPresent(refunded -> json.set("refunded", Amounts.write(refunded)));
    it.note().ifPresent(note -> json.put("note", note));
    it.goodwill().ifPresent(why -> json.put("goodwill", why));
    if (!it.files().isEmpty()) {
      ArrayNode files = json.putArray("files");
      it.files().forEach(files::add);
    }
    return json;
  }

  private static ObjectNode notice(Content.Notice it) {
    ObjectNode json = Json.object().put("event", it.event()).put("payment", it.payment());
    json.set("amount", Amounts.write(it.amount()));
    it.repaid().ifPresent(repaid -> json.set("repaid", Amounts.write(repaid)));
    it.owed().ifPresent(owed -> json.set("owed", Amounts.write(owed)));
    it.reason().ifPresent(why -> json.put("reason", why));
    return json;
  }

  private static ObjectNode file(Attachment file) {
    return Json.object()
        .put("name", file.name())
        .put("type", file.type())
        .put("bytes", file.bytes())
        .put("sha256", file.sha256());
  }
}
