package dev.parley.lambda.store;

import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Edit;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Pace;
import dev.parley.core.conversation.Running;
import dev.parley.core.conversation.Salt;
import dev.parley.core.digest.Hash;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An entry as attributes. Their names are short because a write is billed by the kilobyte: with
 * some 850 bytes of text an entry stays within one. What is as it is as a rule is left out.
 *
 * <pre>
 * v  format    at milliseconds   by author   s  side, c or s   id clientMessageId
 * h  hash      sl salt           p  pace, but for what the entry itself leaves behind
 * eb, et       number and text of the newest wording of an edited text
 * </pre>
 *
 * {@link ContentItem} lists the attributes of what it says, {@link TotalsItem} and {@link
 * StandingItem} those of what runs along.
 */
final class EntryItem {
  static final String EDITED_BY = "eb";
  static final String EDITED_TEXT = "et";

  private EntryItem() {}

  static Attributes write(Attributes item, Entry entry) {
    ContentItem.write(item, entry.content());
    TotalsItem.write(item, entry);
    StandingItem.write(item, entry.standing());
    if (!entry.salt().equals(Salt.GONE)) {
      item.bytes("sl", decode(entry.salt().value()));
    }
    Pace pace = entry.running().pace();
    if (!pace.equals(Pace.of(entry.author(), entry.at()))) {
      item.numbers("p", millis(pace));
    }
    return item.number("v", 1)
        .number("at", entry.at().toEpochMilli())
        .text("by", entry.author())
        .text("s", Letters.of(entry.side()))
        .text("id", entry.clientMessageId().map(ClientMessageId::text))
        .bytes("h", decode(entry.hash().value()))
        .number(EDITED_BY, entry.edit().map(Edit::by))
        .text(EDITED_TEXT, entry.edit().map(Edit::text));
  }

  static Entry read(Attributes item) {
    Instant at = Instant.ofEpochMilli(item.number("at"));
    String author = item.text("by");
    Content content = ContentItem.read(item);
    return new Entry(
        Keys.seq(item.text("sk")),
        at,
        author,
        Letters.side(item.text("s").charAt(0)),
        item.optionalText("id").flatMap(ClientMessageId::parse),
        content,
        new Running(
            TotalsItem.read(item, content),
            StandingItem.read(item),
            item.has("p") ? pace(item) : Pace.of(author, at)),
        item.has("sl") ? new Salt(encode(item.bytes("sl"))) : Salt.GONE,
        new Hash(encode(item.bytes("h"))),
        item.optionalNumber(EDITED_BY).map(by -> new Edit(by, item.text(EDITED_TEXT))));
  }

  private static Map<String, Long> millis(Pace pace) {
    return pace.wholeAt().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().toEpochMilli()));
  }

  private static Pace pace(Attributes item) {
    return new Pace(
        item.numbers("p").entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, one -> Instant.ofEpochMilli(one.getValue()))));
  }

  static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
