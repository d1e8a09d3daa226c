package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.digest.Hash;
import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever an entry says or carries is in its link: no two different ones have the same. */
class ChainLinksTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final Conversation CONVERSATION =
      new Conversation(
          ConversationId.between("w", "vera", "lev"),
          "vera",
          new Counterpart.Specialist("lev"),
          AT);

  @Test
  void everythingThatIsSaidIsInTheLink() {
    Attachment file = new Attachment("id", "name", "type", 1, "sha");
    List<Content> contents = new ArrayList<>();
    for (Attachment one :
        List.of(
            file,
            new Attachment("other", "name", "type", 1, "sha"),
            new Attachment("id", "other", "type", 1, "sha"),
            new Attachment("id", "name", "other", 1, "sha"),
            new Attachment("id", "name", "type", 2, "sha"),
            new Attachment("id", "name", "type", 1, "other"))) {
      contents.add(new Content.File(one, Optional.empty()));
    }
    for (String text : List.of("a", "b")) {
      contents.add(new Content.Text(text));
      contents.add(new Content.Text(text, Optional.of(1L)));
      contents.add(new Content.Text(text, Optional.of(2L)));
      contents.add(new Content.Edited(1, text));
      contents.add(new Content.Edited(2, text));
      contents.add(new Content.Erasure(text));
      contents.add(new Content.Unknown(text));
      for (Reason reason : List.of(Reason.OTHER, Reason.CLUTTER)) {
        contents.add(new Content.Restricted(reason, Optional.of(text), AT));
        contents.add(new Content.Restricted(reason, Optional.of(text), AT.plusMillis(1)));
      }
    }
    contents.addAll(notices());
    contents.add(new Content.File(file, Optional.of(1L)));
    contents.add(new Content.File(file, Optional.of(2L)));
    contents.add(new Content.Restricted(Reason.OTHER, Optional.empty(), AT));
    contents.addAll(
        List.of(
            new Content.Opened(),
            new Content.Blocked(),
            new Content.Unblocked(),
            new Content.Hidden(),
            new Content.Restored(),
            new Content.Lifted(),
            new Content.Left(),
            new Content.Returned()));
    assertThat(contents.stream().map(content -> link(content, Running.START)))
        .hasSize(contents.size())
        .doesNotHaveDuplicates();
  }

  private static List<Content> notices() {
    Money one = new Money(1, Currency.getInstance("RUB"));
    Money two = new Money(2, Currency.getInstance("RUB"));
    Money euro = new Money(1, Currency.getInstance("EUR"));
    Optional<Money> none = Optional.empty();
    Optional<String> why = Optional.empty();
    return List.of(
        new Content.Notice("a", "b", one, none, none, why),
        new Content.Notice("c", "b", one, none, none, why),
        new Content.Notice("a", "c", one, none, none, why),
        new Content.Notice("a", "b", two, none, none, why),
        new Content.Notice("a", "b", euro, none, none, why),
        new Content.Notice("a", "b", one, Optional.of(one), none, why),
        new Content.Notice("a", "b", one, none, Optional.of(one), why),
        new Content.Notice("a", "b", one, none, none, Optional.of("d")));
  }

  @Test
  void howTheSidesStandIsInTheLink() {
    List<Standing> standings = new ArrayList<>();
    for (Set<Side> blocked :
        List.of(Set.<Side>of(), Set.of(Side.CLIENT), Set.of(Side.STAFF), Set.of(Side.values()))) {
      for (boolean hidden : new boolean[] {false, true}) {
        for (boolean unreachable : new boolean[] {false, true}) {
          standings.add(new Standing(blocked, hidden, unreachable, Optional.empty()));
          for (Reason reason : List.of(Reason.OTHER, Reason.CLUTTER)) {
            for (Instant until : List.of(AT, AT.plusMillis(1))) {
              Restriction restriction = new Restriction(reason, until);
              standings.add(new Standing(blocked, hidden, unreachable, Optional.of(restriction)));
            }
          }
        }
      }
    }
    assertThat(standings.stream().map(it -> new Running(Totals.NONE, it, Pace.NONE)))
        .extracting(running -> link(new Content.Opened(), running))
        .hasSize(80)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatWasCountedIsInTheLink() {
    List<Totals> totals = new ArrayList<>();
    for (Optional<Side> newest :
        List.of(Optional.<Side>empty(), Optional.of(Side.CLIENT), Optional.of(Side.STAFF))) {
      totals.add(new Totals(1, 1, newest));
      totals.add(new Totals(2, 1, newest));
      totals.add(new Totals(1, 2, newest));
    }
    assertThat(totals.stream().map(it -> new Running(it, Standing.FREE, Pace.NONE)))
        .extracting(running -> link(new Content.Opened(), running))
        .doesNotHaveDuplicates();
  }

  @Test
  void thePaceIsNotInTheLink() {
    Running fast = new Running(Totals.NONE, Standing.FREE, Pace.of("vera", AT));
    assertThat(link(new Content.Opened(), fast))
        .isEqualTo(link(new Content.Opened(), Running.START));
  }

  private static Hash link(Content content, Running running) {
    Entry entry =
        new Entry(
            1,
            AT,
            "vera",
            Side.CLIENT,
            Optional.empty(),
            content,
            running,
            new Salt("salt"),
            Hash.NOTHING,
            Optional.empty());
    return Chain.link(CONVERSATION, Hash.NOTHING, entry);
  }
}
