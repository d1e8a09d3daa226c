package dev.parley.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.Chain;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.InboxOwner;
import dev.parley.core.conversation.InboxRow;
import dev.parley.core.conversation.Projection;
import dev.parley.core.conversation.Room;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Tail;
import dev.parley.core.workspace.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Everything that stands in the stores of a stage, checked for being whole. */
final class Snapshot {
  private final Stage stage;
  private final List<String> lines = new ArrayList<>();

  private Snapshot(Stage stage) {
    this.stage = stage;
  }

  /** Fails if anything is half done. */
  static List<String> of(Stage stage) {
    Snapshot snapshot = new Snapshot(stage);
    snapshot.conversation("pair", Optional.of(stage.pair));
    snapshot.conversation("channel", Optional.of(stage.inChannel));
    snapshot.conversation(
        "new pair",
        Optional.of(ConversationId.between(stage.workspace, Stage.NEWCOMER, Stage.SPECIALIST)));
    snapshot.conversation(
        "new in channel",
        stage.clean.store().pointer(stage.workspace, Stage.CHANNEL, Stage.NEWCOMER));
    snapshot.rowsHaveConversations();
    snapshot.people();
    snapshot.lines.addAll(stage.mail.seen());
    return snapshot.lines;
  }

  private void conversation(String name, Optional<ConversationId> pointed) {
    Optional<Tail> tail = pointed.flatMap(id -> stage.clean.store().tail(id, 1, 1_000));
    if (pointed.isPresent() && name.equals("new in channel")) {
      assertThat(tail).as("a pointer leads somewhere").isPresent();
    }
    lines.add(name + " " + (tail.isPresent() ? "is there" : "is not there"));
    tail.ifPresent(this::whole);
  }

  private void whole(Tail tail) {
    Conversation conversation = tail.conversation();
    assertThat(Chain.holds(conversation, tail.entries())).as("the chain holds").isTrue();
    new Projection(stage.clean).project(conversation.id(), tail.last());
    for (Side side : Side.values()) {
      InboxRow row =
          stage
              .clean
              .inboxes()
              .row(InboxOwner.of(conversation, side), conversation.id())
              .orElseThrow();
      InboxRow fold = InboxRow.of(conversation, tail.last(), row.read(), row.changedAt());
      assertThat(row).as("a row is what the log makes it").isEqualTo(fold);
      assertThat(row.unread(side)).isEqualTo(unread(tail.entries(), side, row.read().seq()));
      lines.add(side + " " + Told.row(row));
    }
    edits(tail.entries());
    lines.addAll(Told.entries(tail.entries()));
    lines.add("watched by " + watchers(conversation.id()));
  }

  private static long unread(List<Entry> log, Side side, long read) {
    return log.stream()
        .filter(entry -> entry.content() instanceof Content.Message)
        .filter(entry -> entry.side() != side && entry.seq() > read)
        .count();
  }

  /** An edit stands in both places or in none. */
  private static void edits(List<Entry> log) {
    for (Entry original : log) {
      Optional<Entry> newest =
          log.stream()
              .filter(
                  it ->
                      it.content() instanceof Content.Edited edited
                          && edited.of() == original.seq())
              .reduce((_, later) -> later);
      assertThat(original.edit().map(edit -> edit.by())).isEqualTo(newest.map(Entry::seq));
      assertThat(original.edit().map(edit -> edit.text())).isEqualTo(newest.flatMap(Entry::text));
    }
  }

  private void rowsHaveConversations() {
    List<InboxOwner> owners =
        List.of(
            new InboxOwner.Person(stage.workspace, Stage.CLIENT),
            new InboxOwner.Person(stage.workspace, Stage.NEWCOMER),
            new InboxOwner.Person(stage.workspace, Stage.SPECIALIST),
            new InboxOwner.OfChannel(stage.workspace, Stage.CHANNEL));
    for (InboxOwner owner : owners) {
      List<InboxRow> rows = stage.clean.inboxes().page(owner, Optional.empty(), 100);
      rows.forEach(
          row ->
              assertThat(stage.clean.store().tail(row.conversation().id(), 1, 1))
                  .as("a row has its conversation")
                  .isPresent());
      lines.add(owner.getClass().getSimpleName() + " has rows: " + rows.size());
    }
  }

  /** Those who are reached: a trace of a socket that is closed harms nobody. */
  private Set<String> watchers(Room room) {
    Set<String> open = new TreeSet<>();
    for (Rooms.Watcher watcher : stage.clean.rooms().watchers(room)) {
      boolean registered =
          stage.clean.rooms().sockets(stage.workspace, watcher.person()).stream()
              .map(socket -> socket.session().connection())
              .anyMatch(watcher.connection()::equals);
      if (registered && !stage.mail.closed().contains(watcher.connection())) {
        open.add(watcher.person() + watcher.side());
      }
    }
    return open;
  }

  private void people() {
    for (String person : List.of(Stage.CLIENT, Stage.NEWCOMER, Stage.SPECIALIST, Stage.OPERATOR)) {
      Member member = stage.clean.directory().member(stage.workspace, person).orElseThrow();
      lines.add(
          person
              + member.active()
              + member.card()
              + member.hold()
              + new TreeSet<>(member.roles())
              + new TreeSet<>(member.channels()));
      List<String> sockets =
          stage.clean.rooms().sockets(stage.workspace, person).stream()
              .map(
                  socket ->
                      stage.mail.closed().contains(socket.session().connection())
                          ? "closed"
                          : "open")
              .toList();
      lines.add(person + " has sockets: " + sockets);
    }
    lines.add(
        "channel watched by " + watchers(new InboxOwner.OfChannel(stage.workspace, Stage.CHANNEL)));
  }
}
