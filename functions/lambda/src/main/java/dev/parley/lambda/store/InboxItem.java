package dev.parley.lambda.store;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.InboxOwner;
import dev.parley.core.conversation.InboxRow;
import dev.parley.core.conversation.Inboxes;
import dev.parley.core.conversation.Kind;
import dev.parley.core.conversation.ReadPosition;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Totals;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row of an inbox as attributes: what the conversation is, its newest entry, how it stands, and
 * what is the owner's own: how far they have read. Rows of channels also have {@code list}, {@code
 * place} and {@code change}, the keys of the indexes by newest entry and by change.
 */
final class InboxItem {
  static final String LIST = "list";
  static final String PLACE = "place";
  static final String CHANGE = "change";
  static final String SEQ = "seq";
  static final String READ_SEQ = "readSeq";
  static final String READ_CLIENT = "readClient";
  static final String READ_STAFF = "readStaff";
  static final String CHANGED_AT = "changedAt";

  /** Attributes that a projection may have to take away. */
  static final List<String> OPTIONAL =
      Stream.concat(Stream.of("preview", "newestSide"), StandingItem.NAMES.stream()).toList();

  private InboxItem() {}

  static Attributes key(InboxOwner owner, ConversationId conversation) {
    return Attributes.none()
        .text("owner", Keys.inbox(owner))
        .text("conversation", conversation.value());
  }

  /** All but the key and the read position. */
  static Attributes projected(Attributes item, InboxOwner owner, InboxRow row) {
    ConversationItem.write(item, row.conversation());
    StandingItem.write(item, row.standing());
    if (owner instanceof InboxOwner.OfChannel) {
      item.text(LIST, Keys.inbox(owner))
          .text(PLACE, place(Inboxes.Place.ofNewest(row)))
          .text(CHANGE, place(Inboxes.Place.ofChange(row)));
    }
    InboxRow.Newest newest = row.newest();
    return item.number("v", 2)
        .number(SEQ, newest.seq())
        .number("lastAt", newest.at().toEpochMilli())
        .text("kind", newest.kind())
        .text("author", newest.author())
        .text("side", Letters.of(newest.side()))
        .text("preview", newest.preview())
        .number("clientMessages", row.totals().client())
        .number("staffMessages", row.totals().staff())
        .text("newestSide", row.totals().newest().map(Letters::of))
        .number(CHANGED_AT, row.changedAt().toEpochMilli());
  }

  /** What a read position changes of a row. */
  static Attributes read(
      Attributes item, InboxOwner owner, ConversationId id, ReadPosition position, Instant at) {
    if (owner instanceof InboxOwner.OfChannel) {
      item.text(CHANGE, place(new Inboxes.Place(at, id.value())));
    }
    return item.number(READ_SEQ, position.seq())
        .number(READ_CLIENT, position.client())
        .number(READ_STAFF, position.staff())
        .number(CHANGED_AT, at.toEpochMilli());
  }

  /** Sorts by time, then by conversation. */
  static String place(Inboxes.Place place) {
    return String.format(Locale.ROOT, "%013d#%s", place.at().toEpochMilli(), place.conversation());
  }

  static InboxRow read(Attributes row, InboxOwner owner) {
    ConversationId id = new ConversationId(owner.workspace(), row.text("conversation"));
    return new InboxRow(
        ConversationItem.read(row, id),
        newest(row),
        totals(row),
        StandingItem.read(row),
        row.has(READ_SEQ)
            ? new ReadPosition(
                row.number(READ_SEQ), row.number(READ_CLIENT), row.number(READ_STAFF))
            : ReadPosition.NONE,
        Instant.ofEpochMilli(row.optionalNumber(CHANGED_AT).orElse(0L)));
  }

  /** The first format of rows told of no entry but the first, until the next one is projected. */
  private static InboxRow.Newest newest(Attributes row) {
    if (!row.has(SEQ)) {
      Instant openedAt = Instant.ofEpochMilli(row.number("openedAt"));
      return new InboxRow.Newest(
          1, openedAt, Kind.OPENED, row.text("client"), Side.CLIENT, Optional.empty());
    }
    return new InboxRow.Newest(
        row.number(SEQ),
        Instant.ofEpochMilli(row.number("lastAt")),
        row.text("kind"),
        row.text("author"),
        Letters.side(row.text("side").charAt(0)),
        row.optionalText("preview"));
  }

  private static Totals totals(Attributes row) {
    if (!row.has(SEQ)) {
      return Totals.NONE;
    }
    Optional<Side> newest =
        row.optionalText("newestSide").map(letter -> Letters.side(letter.charAt(0)));
    return new Totals(row.number("clientMessages"), row.number("staffMessages"), newest);
  }
}
