package dev.parley.core.faults;

import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.InboxLine;
import dev.parley.core.conversation.InboxRow;
import java.util.List;

/** What people are told, without what chance has put into it, so that two tellings compare. */
final class Told {
  private Told() {}

  static String inWords(Frame frame) {
    return switch (frame) {
      case Frame.Acknowledged it -> "ack " + it.receipt().seq() + " " + it.receipt().at();
      case Frame.Read it -> "read " + it.marked().side() + " " + it.marked().seq();
      case Frame.Inbox it ->
          "inbox " + it.channel() + " " + lines(it.lines()) + it.cursor() + it.complete();
      case Frame.Unsynced it -> "unsynced " + it.channel();
      case Frame.Bye it -> "bye " + it.code();
      case Frame.Appended it -> "entry " + entry(it.entry());
      case Frame.Entries it ->
          "entries " + entries(it.entries()) + " of " + it.last() + it.complete();
      case Frame.Reset it -> "reset " + it.first();
      case Frame.Ordered it -> "receipt " + it.version() + " " + it.seq() + " " + it.at();
      case Frame.Unwatched _ -> "unwatched";
      case Frame.Typing it -> "typing " + it.side() + it.typist();
      case Frame.Pong it -> "pong " + it.at();
      case Frame.Problem it -> "problem " + it.code();
    };
  }

  static String entry(Entry entry) {
    return entry.seq()
        + " "
        + entry.author()
        + " "
        + entry.side()
        + " "
        + entry.content()
        + entry.edit()
        + entry.clientMessageId()
        + entry.totals();
  }

  static List<String> entries(List<Entry> entries) {
    return entries.stream().map(Told::entry).toList();
  }

  static List<String> lines(List<InboxLine> lines) {
    return lines.stream()
        .map(line -> line.viewer() + " " + line.unread() + " " + row(line.row()))
        .sorted()
        .toList();
  }

  static List<String> shown(List<Conversations.Shown> shown) {
    return lines(shown.stream().map(Conversations.Shown::line).toList());
  }

  static String row(InboxRow row) {
    return row.newest() + " " + row.totals() + " " + row.standing() + " " + row.read();
  }
}
