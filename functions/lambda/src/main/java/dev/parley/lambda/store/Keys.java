package dev.parley.lambda.store;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.InboxOwner;
import dev.parley.core.conversation.Limits;
import dev.parley.core.conversation.Room;
import dev.parley.core.finance.Night;
import dev.parley.core.ledger.Book;
import dev.parley.core.payment.Desk;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.PaymentStore.Place;
import dev.parley.core.workspace.Quota;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * Every key of every table. All but {@link #WORKSPACES} begin with the workspace. In the table of
 * conversations nothing but entries and {@link #META} sorts at or above {@code e}.
 */
final class Keys {
  /** Sorts behind every entry, so that a query from the end of a log meets it first. */
  static final String META = "~meta";

  static final String SETTINGS = "settings";

  /** Where all workspaces are listed: no workspace has such an id. */
  static final String WORKSPACES = "#workspaces";

  /** Where an order stands beside its papers. */
  static final String ORDER = "o";

  private static final String ENTRY = "e#";
  private static final String ENTRY_FORM = ENTRY + "%010d";

  private Keys() {}

  static String conversation(ConversationId id) {
    return id.inFull();
  }

  static String consultation(ConsultationId id) {
    return id.workspace() + "#" + id.value();
  }

  /** The consultation that a key is of. */
  static ConsultationId consultation(String key) {
    int hash = key.indexOf('#');
    return new ConsultationId(key.substring(0, hash), key.substring(hash + 1));
  }

  static String payment(PaymentId id) {
    return id.workspace() + "#" + id.value();
  }

  /** The payment that a key is of. */
  static PaymentId payment(String key) {
    int hash = key.indexOf('#');
    return new PaymentId(key.substring(0, hash), key.substring(hash + 1));
  }

  static String desk(String workspace, Desk desk) {
    return workspace + "#" + desk.name().toLowerCase(Locale.ROOT);
  }

  /** Where a payment stands in a list: by the millisecond, and by its id within one. */
  static String place(Place place) {
    return String.format(Locale.ROOT, "%013d#%s", place.at().toEpochMilli(), place.id());
  }

  static Place place(String key) {
    int hash = key.indexOf('#');
    Instant at = Instant.ofEpochMilli(Long.parseLong(key.substring(0, hash)));
    return new Place(at, key.substring(hash + 1));
  }

  static String paper(int number) {
    return String.format(Locale.ROOT, "p#%04d", number);
  }

  static String person(String workspace, String person) {
    return workspace + "#" + person;
  }

  /** The person that a key is of. */
  static String person(String key) {
    return key.substring(key.indexOf('#') + 1);
  }

  static String book(Book book) {
    String kind = book.kind().name().toLowerCase(Locale.ROOT);
    String currency = book.currency().getCurrencyCode();
    return book.workspace() + "#" + kind + "#" + currency + "#" + book.owner();
  }

  static String line(long number) {
    return String.format(Locale.ROOT, "%010d", number);
  }

  static long lineNumber(String key) {
    return Long.parseLong(key);
  }

  static String loose(String workspace, int shard) {
    return String.format(Locale.ROOT, "%s#loose#%02d", workspace, shard);
  }

  static String night(Night night) {
    return night(night.workspace(), night.date());
  }

  static String night(String workspace, LocalDate date) {
    return workspace + "#night#" + date;
  }

  static String slice(String name) {
    return "slice#" + name;
  }

  static String sliceName(String key) {
    return key.substring(slice("").length());
  }

  /** Apart for every person: the marks of a large workspace are not all written to one place. */
  static String marks(String workspace, String person) {
    return workspace + "#mark#" + person;
  }

  static String entry(long seq) {
    return String.format(Locale.ROOT, ENTRY_FORM, seq);
  }

  static String lastEntry() {
    return entry(Limits.SEQ);
  }

  static long seq(String entryKey) {
    return Long.parseLong(entryKey.substring(ENTRY.length()));
  }

  static String channel(String channel) {
    return "channel#" + channel;
  }

  static String member(String person) {
    return "member#" + person;
  }

  /** Where the members behind one begin; all of them without one. */
  static String memberAfter(Optional<String> person) {
    return person.map(one -> member(one) + '\0').orElse(member(""));
  }

  /** Sorts behind every member and before anything else. */
  static String lastMember() {
    return "member$";
  }

  static String pointer(String channel, String client) {
    return "pointer#" + channel + "#" + client;
  }

  static String inbox(InboxOwner owner) {
    return switch (owner) {
      case InboxOwner.Person person -> userRoom(person.workspace(), person.person());
      case InboxOwner.OfChannel channel -> channel.workspace() + "#channel#" + channel.channel();
    };
  }

  static String userRoom(String workspace, String person) {
    return workspace + "#user#" + person;
  }

  /** Holds {@code #}, as no hash of a token does, with which it shares a table. */
  static String counter(String what, Quota.Window window) {
    return what + "#" + window.begin().getEpochSecond();
  }

  static String room(Room room) {
    return room(room.workspace(), room.name());
  }

  /**
   * @param name as a socket's own row lists it
   */
  static String room(String workspace, String name) {
    return workspace + "#room#" + name;
  }

  static String typing(ConversationId id) {
    return id.workspace() + "#typing#" + id.value();
  }
}
