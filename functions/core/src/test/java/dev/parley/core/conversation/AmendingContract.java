package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.digest.Hash;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do to the two things of an entry that can change. */
public abstract class AmendingContract {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123Z");
  private static final Author VERA = new Author("vera", Side.CLIENT);
  private static final Attachment FILE =
      new Attachment("fileidfileidfileidfile", "secret.pdf", "application/pdf", 7, "c2hh");

  private final SecureRandom random = new SecureRandom();
  private final Conversation conversation =
      new Conversation(
          ConversationId.random("w", random), "vera", new Counterpart.Specialist("lev"), AT);
  private final ConversationId id = conversation.id();

  protected abstract ConversationStore store();

  /** Entries: 1 opened, 2 a text, 3 a file, 4 a text. */
  @BeforeEach
  public void begin() {
    Entry opened =
        Chain.linked(
            conversation,
            Hash.NOTHING,
            new Entry(
                1,
                AT,
                "vera",
                Side.CLIENT,
                Optional.empty(),
                new Content.Opened(),
                Running.START,
                Salt.random(random),
                Hash.NOTHING,
                Optional.empty()));
    assertThat(
            store()
                .commit(Commit.of(new Commit.Start(conversation), new Commit.Append(id, opened))))
        .isTrue();
    write(new Content.Text("first", Optional.of(1L)));
    write(new Content.File(FILE, Optional.of(2L)));
    write(new Content.Text("second"));
  }

  @Test
  public void aTextGetsItsNewestWordingBesideItsFirst() {
    Entry first = log().get(1);
    Edit edit = new Edit(5, "first, наново");

    assertThat(amend(2, edit)).isTrue();
    assertThat(log().get(1)).isEqualTo(first.edited(edit));
    assertThat(store().page(id, 1, 1)).containsExactly(first.edited(edit));
    assertThat(store().find(id, "vera", messageId(2), 0)).contains(first.edited(edit));

    Edit again = new Edit(6, "first, once more");
    assertThat(amend(2, again)).isTrue();
    assertThat(log().get(1)).isEqualTo(first.edited(again));
    assertThat(log()).hasSize(6);
    assertThat(Chain.holds(conversation, log())).isTrue();
  }

  @Test
  public void onlyATextIsAmendedAndTheEntryBesideItIsNotWrittenEither() {
    assertThat(amend(2, new Edit(5, "first"))).isTrue();
    erase(4);
    List<Entry> before = log();
    for (long seq : new long[] {1, 3, 4, 5, 99}) {
      assertThat(amend(seq, new Edit(6, "other"))).isFalse();
    }
    assertThat(log()).isEqualTo(before);
  }

  @Test
  public void nothingIsAmendedWhereTheNumberBesideItIsTaken() {
    Entry taken = log().getLast();
    Commit late =
        Commit.of(
            new Commit.Append(id, taken), new Commit.Amend(id, 2, new Edit(taken.seq(), "late")));
    assertThat(store().commit(late)).isFalse();
    assertThat(log().get(1).edit()).isEmpty();
  }

  @Test
  public void anErasedEntryKeepsItsHashAndTheChainHolds() {
    amend(2, new Edit(5, "first, once more"));
    List<Entry> before = log();
    for (long seq : new long[] {2, 3, 5}) {
      erase(seq);
    }
    List<Entry> after = log();
    for (int at : new int[] {1, 2, 4}) {
      Entry erased = after.get(at);
      assertThat(erased).isEqualTo(before.get(at).erased());
      assertThat(erased.content())
          .isEqualTo(
              new Content.Erased(
                  before.get(at).content().kind(), Chain.contentHash(before.get(at))));
      assertThat(erased.text()).isEmpty();
      assertThat(erased.edit()).isEmpty();
      assertThat(erased.salt()).isEqualTo(Salt.GONE);
      assertThat(erased.hash()).isEqualTo(before.get(at).hash());
      assertThat(Chain.contentHash(erased)).isEqualTo(Chain.contentHash(before.get(at)));
    }
    assertThat(Chain.holds(conversation, after)).isTrue();
    assertThat(store().find(id, "vera", messageId(2), 0)).contains(after.get(1));
  }

  @Test
  public void whatIsErasedAlreadyStaysSo() {
    erase(2);
    List<Entry> before = log();
    assertThat(store().commit(Commit.of(new Commit.Erase(id, before.get(1))))).isTrue();
    assertThat(log()).isEqualTo(before);
  }

  @Test
  public void nothingIsErasedWhereNothingStands() {
    Entry next = next(new Content.Text("never written"));
    List<Entry> before = log();
    assertThat(store().commit(Commit.of(new Commit.Erase(id, next.erased())))).isFalse();
    assertThat(log()).isEqualTo(before);
  }

  @Test
  public void erasingComesWholeWithTheEntryThatTellsOfItOrNotAtAll() {
    Entry erasure = next(new Content.Erasure("vera"));
    Commit commit =
        Commit.of(
            new Commit.Append(id, erasure),
            new Commit.Erase(id, log().get(1).erased()),
            new Commit.Erase(id, log().get(2).erased()));
    assertThat(store().commit(commit)).isTrue();
    List<Entry> once = log();
    assertThat(once).hasSize(5).endsWith(erasure);
    assertThat(Chain.holds(conversation, once)).isTrue();

    Commit late =
        Commit.of(new Commit.Append(id, erasure), new Commit.Erase(id, once.get(3).erased()));
    assertThat(store().commit(late)).isFalse();
    assertThat(log()).isEqualTo(once);
  }

  private boolean amend(long of, Edit edit) {
    Entry edited = next(new Content.Edited(of, edit.text()));
    return store().commit(Commit.of(new Commit.Append(id, edited), new Commit.Amend(id, of, edit)));
  }

  private void erase(long seq) {
    Entry erased = log().get((int) seq - 1).erased();
    assertThat(store().commit(Commit.of(new Commit.Erase(id, erased)))).isTrue();
  }

  private void write(Content content) {
    assertThat(store().commit(Commit.of(new Commit.Append(id, next(content))))).isTrue();
  }

  private Entry next(Content content) {
    Tail tail = store().tail(id, 1, 1).orElseThrow();
    ClientMessageId message = messageId(tail.last().seq() + 1);
    return tail.next(VERA, Optional.of(message), content, AT, Salt.random(random));
  }

  private static ClientMessageId messageId(long seq) {
    return new ClientMessageId(seq - 1, "message" + seq);
  }

  private List<Entry> log() {
    return new ArrayList<>(store().tail(id, 1, 100).orElseThrow().entries());
  }
}
