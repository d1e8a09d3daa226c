package dev.parley.lambda.store;

import dev.parley.core.conversation.Attachment;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Kind;
import dev.parley.core.conversation.Reason;
import dev.parley.core.digest.Hash;
import java.time.Instant;
import java.util.Optional;

/**
 * What an entry says, as attributes.
 *
 * <pre>
 * k  kind, absent for text   t  text, also of an edit    re number it replies to
 * of number of the edited    ch hash of what was erased  ep person whose words were erased
 * fi, fn, ft, fb, fs         id, name, type, bytes and sha256 of a file
 * xr, xn, xu                 reason, note and end of a restriction
 * </pre>
 *
 * {@link ProgressItem} lists those of what is said of a consultation, {@link NoticeItem} those of a
 * notice.
 */
final class ContentItem {
  private static final String KIND = "k";
  private static final String TEXT = "t";
  private static final String HASH = "ch";

  private ContentItem() {}

  /** What {@link #read} takes away when an entry is erased. */
  static final String ERASED = "t, sl, re, #of, fi, fn, ft, fb, fs, eb, et";

  static void write(Attributes item, Content content) {
    if (!content.kind().equals(Kind.TEXT)) {
      item.text(KIND, content.kind());
    }
    switch (content) {
      case Content.Text text -> item.text(TEXT, text.text()).number("re", text.replyTo());
      case Content.File file -> write(item, file.file()).number("re", file.replyTo());
      case Content.Edited edited -> item.text(TEXT, edited.text()).number("of", edited.of());
      case Content.Restricted it ->
          item.text("xr", it.reason().name())
              .text("xn", it.note())
              .number("xu", it.until().toEpochMilli());
      case Content.Progress progress -> ProgressItem.write(item, progress);
      case Content.Notice notice -> NoticeItem.write(item, notice);
      case Content.Erasure erasure -> item.text("ep", erasure.person());
      case Content.Erased erased -> item.bytes(HASH, EntryItem.decode(erased.hash().value()));
      case Content.Opened _,
          Content.Blocked _,
          Content.Unblocked _,
          Content.Hidden _,
          Content.Restored _,
          Content.Lifted _,
          Content.Left _,
          Content.Returned _ -> {}
      case Content.Unknown _ ->
          throw new IllegalArgumentException("an entry of an unknown kind is read, never written");
    }
  }

  private static Attributes write(Attributes item, Attachment file) {
    return item.text("fi", file.id())
        .text("fn", file.name())
        .text("ft", file.type())
        .number("fb", file.bytes())
        .text("fs", file.sha256());
  }

  static Content read(Attributes item) {
    String kind = item.optionalText(KIND).orElse(Kind.TEXT);
    if (item.has(HASH)) {
      return new Content.Erased(kind, new Hash(EntryItem.encode(item.bytes(HASH))));
    }
    Optional<Long> replyTo = item.optionalNumber("re");
    return switch (kind) {
      case Kind.TEXT -> new Content.Text(item.text(TEXT), replyTo);
      case Kind.FILE -> new Content.File(file(item), replyTo);
      case Kind.EDITED -> new Content.Edited(item.number("of"), item.text(TEXT));
      case Kind.OPENED -> new Content.Opened();
      case Kind.BLOCKED -> new Content.Blocked();
      case Kind.UNBLOCKED -> new Content.Unblocked();
      case Kind.HIDDEN -> new Content.Hidden();
      case Kind.RESTORED -> new Content.Restored();
      case Kind.RESTRICTED ->
          new Content.Restricted(
              Reason.valueOf(item.text("xr")),
              item.optionalText("xn"),
              Instant.ofEpochMilli(item.number("xu")));
      case Kind.LIFTED -> new Content.Lifted();
      case Kind.LEFT -> new Content.Left();
      case Kind.RETURNED -> new Content.Returned();
      case Kind.CONSULTATION -> ProgressItem.read(item);
      case Kind.NOTICE -> NoticeItem.read(item);
      case Kind.ERASURE -> new Content.Erasure(item.text("ep"));
      default -> new Content.Unknown(kind);
    };
  }

  private static Attachment file(Attributes item) {
    return new Attachment(
        item.text("fi"), item.text("fn"), item.text("ft"), item.number("fb"), item.text("fs"));
  }
}
