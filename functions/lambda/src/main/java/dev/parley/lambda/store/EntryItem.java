package dev.parley.lambda.store;

import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Hash;
import dev.parley.core.conversation.Salt;
import dev.parley.core.conversation.Totals;
import java.time.Instant;
import java.util.Base64;

/**
 * An entry as attributes. Their names are short because a write is billed by the kilobyte: with
 * some 850 bytes of text an entry stays within one.
 *
 * <pre>
 * v  format       k  kind, absent for text     at  milliseconds    by  author
 * s  side, c or s id clientMessageId           t   text            sl  salt
 * h  hash         b  sides that have blocked the other, absent for none
 * nc, ns  messages so far by the client, by staff
 * </pre>
 */
final class EntryItem {
  private EntryItem() {}

  static Attributes write(Attributes item, Entry entry) {
    switch (entry.content()) {
      case Content.Text text -> item.text("t", text.text());
      case Content.Opened _, Content.Blocked _, Content.Unblocked _ ->
          item.text("k", entry.content().kind());
      case Content.Unknown _ ->
          throw new IllegalArgumentException("an entry of an unknown kind is read, never written");
    }
    return item.number("v", 1)
        .number("at", entry.at().toEpochMilli())
        .text("by", entry.author())
        .text("s", StandingItem.letter(entry.side()))
        .text("id", entry.clientMessageId().map(ClientMessageId::text))
        .bytes("sl", decode(entry.salt().value()))
        .bytes("h", decode(entry.hash().value()))
        .number("nc", entry.totals().client())
        .number("ns", entry.totals().staff())
        .text("b", StandingItem.write(entry.standing()));
  }

  static Entry read(Attributes item) {
    return new Entry(
        Keys.seq(item.text("sk")),
        Instant.ofEpochMilli(item.number("at")),
        item.text("by"),
        StandingItem.side(item.text("s").charAt(0)),
        item.optionalText("id").flatMap(ClientMessageId::parse),
        content(item),
        new Totals(item.number("nc"), item.number("ns")),
        StandingItem.read(item.optionalText("b")),
        new Salt(encode(item.bytes("sl"))),
        new Hash(encode(item.bytes("h"))));
  }

  private static Content content(Attributes item) {
    String kind = item.optionalText("k").orElse(Content.Text.KIND);
    return switch (kind) {
      case Content.Text.KIND -> new Content.Text(item.text("t"));
      case Content.Opened.KIND -> new Content.Opened();
      case Content.Blocked.KIND -> new Content.Blocked();
      case Content.Unblocked.KIND -> new Content.Unblocked();
      default -> new Content.Unknown(kind);
    };
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
