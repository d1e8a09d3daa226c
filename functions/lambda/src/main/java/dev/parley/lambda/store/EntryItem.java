package dev.parley.lambda.store;

import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Hash;
import dev.parley.core.conversation.Salt;
import dev.parley.core.conversation.Side;
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
 * h  hash         nc, ns  messages so far by the client, by staff
 * </pre>
 */
final class EntryItem {
  private static final String SIDE_CLIENT = "c";
  private static final String SIDE_STAFF = "s";

  private EntryItem() {}

  static Attributes write(Attributes item, Entry entry) {
    switch (entry.content()) {
      case Content.Text text -> item.text("t", text.text());
      case Content.Opened opened -> item.text("k", opened.kind());
      case Content.Unknown _ ->
          throw new IllegalArgumentException("an entry of an unknown kind is read, never written");
    }
    return item.number("v", 1)
        .number("at", entry.at().toEpochMilli())
        .text("by", entry.author())
        .text("s", entry.side() == Side.CLIENT ? SIDE_CLIENT : SIDE_STAFF)
        .text("id", entry.clientMessageId().map(ClientMessageId::text))
        .bytes("sl", decode(entry.salt().value()))
        .bytes("h", decode(entry.hash().value()))
        .number("nc", entry.totals().client())
        .number("ns", entry.totals().staff());
  }

  static Entry read(Attributes item) {
    return new Entry(
        Keys.seq(item.text("sk")),
        Instant.ofEpochMilli(item.number("at")),
        item.text("by"),
        item.text("s").equals(SIDE_CLIENT) ? Side.CLIENT : Side.STAFF,
        item.optionalText("id").flatMap(ClientMessageId::parse),
        content(item),
        new Totals(item.number("nc"), item.number("ns")),
        new Salt(encode(item.bytes("sl"))),
        new Hash(encode(item.bytes("h"))));
  }

  private static Content content(Attributes item) {
    String kind = item.optionalText("k").orElse(Content.Text.KIND);
    return switch (kind) {
      case Content.Text.KIND -> new Content.Text(item.text("t"));
      case Content.Opened.KIND -> new Content.Opened();
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
