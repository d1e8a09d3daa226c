package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store of conversations must do. */
public abstract class ConversationStoreContract {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123Z");

  private final SecureRandom random = new SecureRandom();
  private final Conversation conversation =
      new Conversation(
          ConversationId.random("w", random), "vera", new Counterpart.Specialist("lev"), AT);
  private final ConversationId id = conversation.id();

  protected abstract ConversationStore store();

  @Test
  public void anUnknownConversationHasNoTail() {
    assertThat(store().tail(id, 1, 10)).isEmpty();
    assertThat(store().page(id, 0, 10)).isEmpty();
  }

  @Test
  public void everyFieldComesBackAsItWasWritten() {
    Entry opened = entry(1, Optional.empty(), new Content.Opened());
    Entry text =
        entry(
            2, ClientMessageId.parse("1.abcdef"), new Content.Text("Доброго дня 👋\u0000\n\"x\""));
    Standing both = new Standing(Set.of(Side.CLIENT, Side.STAFF));
    Entry blocked = entry(3, Optional.empty(), new Content.Blocked(), both);
    Standing one = new Standing(Set.of(Side.STAFF));
    Entry unblocked = entry(4, Optional.empty(), new Content.Unblocked(), one);
    List<Entry> log = List.of(opened, text, blocked, unblocked);
    start(opened);
    log.stream().skip(1).forEach(this::append);

    assertThat(store().tail(id, 1, 10)).contains(new Tail(conversation, log));
  }

  @Test
  public void aConversationWithAChannelComesBackAsItWasWritten() {
    Conversation channel =
        new Conversation(
            ConversationId.random("w", random), "vera", new Counterpart.Channel("moscow"), AT);
    store().commit(Commit.of(new Commit.Start(channel)));
    assertThat(store().tail(channel.id(), 1, 1)).contains(new Tail(channel, List.of()));
  }

  @Test
  public void theTailIsTheNewestEntriesAscending() {
    write(12);
    assertThat(seqs(tail(1, 5))).containsExactly(8L, 9L, 10L, 11L, 12L);
    assertThat(seqs(tail(11, 5))).containsExactly(11L, 12L);
    assertThat(tail(13, 5)).isEmpty();
  }

  @Test
  public void pagesFollowEachOtherWithoutGapsOrRepetitions() {
    write(23);
    List<Entry> read = new ArrayList<>();
    List<Entry> page;
    do {
      page = store().page(id, read.size(), 5);
      read.addAll(page);
    } while (page.size() == 5);
    assertThat(seqs(read))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 23).boxed().toList());
    assertThat(store().page(id, 23, 5)).isEmpty();
  }

  @Test
  public void aNumberIsTakenOnce() {
    write(1);
    Entry mine = entry(2, ClientMessageId.parse("1.mymine"), new Content.Text("mine"));
    Entry yours = entry(2, ClientMessageId.parse("1.yours_"), new Content.Text("yours"));
    assertThat(store().commit(Commit.of(new Commit.Append(id, mine)))).isTrue();
    assertThat(store().commit(Commit.of(new Commit.Append(id, yours)))).isFalse();
    assertThat(tail(2, 1)).containsExactly(mine);
  }

  @Test
  public void aCommitIsAppliedWholeOrNotAtAll() {
    write(1);
    Conversation other =
        new Conversation(
            ConversationId.random("w", random), "vera", new Counterpart.Specialist("lev"), AT);
    Entry taken = entry(1, Optional.empty(), new Content.Opened());
    boolean applied =
        store().commit(Commit.of(new Commit.Start(other), new Commit.Append(id, taken)));
    assertThat(applied).isFalse();
    assertThat(store().tail(other.id(), 1, 1)).isEmpty();
  }

  @Test
  public void aMessageIsFoundByItsAuthorAndIdWhereverItStands() {
    write(30);
    ClientMessageId message = messageId(17);
    assertThat(store().find(id, "vera", message, 0).orElseThrow().seq()).isEqualTo(17);
    assertThat(store().find(id, "vera", message, 16).orElseThrow().seq()).isEqualTo(17);
    assertThat(store().find(id, "vera", message, 17)).isEmpty();
    assertThat(store().find(id, "lev", message, 0)).isEmpty();
  }

  @Test
  public void aPointerLeadsToItsConversationAndIsSetOnce() {
    String client = "c" + UUID.randomUUID();
    ConversationId other = ConversationId.random("w", random);
    assertThat(store().pointer("w", "moscow", client)).isEmpty();
    assertThat(store().commit(Commit.of(new Commit.Point("moscow", client, id)))).isTrue();
    assertThat(store().commit(Commit.of(new Commit.Point("moscow", client, other)))).isFalse();
    assertThat(store().pointer("w", "moscow", client)).contains(id);
    assertThat(store().pointer("w", "kazan", client)).isEmpty();
    assertThat(store().pointer("v", "moscow", client)).isEmpty();
  }

  @Test
  public void anInboxListsWhatWasEnlistedForItsOwner() {
    String person = "p" + UUID.randomUUID();
    InboxOwner owner = new InboxOwner.Person("w", person);
    store().commit(Commit.of(new Commit.Enlist(owner, conversation)));

    assertThat(store().inbox(owner, 10)).containsExactly(new InboxRow(conversation, Standing.FREE));
    assertThat(store().inbox(new InboxOwner.OfChannel("w", person), 10)).isEmpty();
    assertThat(store().inbox(new InboxOwner.Person("v", person), 10)).isEmpty();
  }

  @Test
  public void anInboxTellsHowAConversationStands() {
    InboxOwner owner = new InboxOwner.Person("w", "p" + UUID.randomUUID());
    Standing blocked = new Standing(Set.of(Side.CLIENT));
    store().commit(Commit.of(new Commit.Enlist(owner, conversation)));

    assertThat(store().commit(Commit.of(new Commit.Mark(owner, conversation, blocked)))).isTrue();
    assertThat(store().inbox(owner, 10)).containsExactly(new InboxRow(conversation, blocked));
    assertThat(store().commit(Commit.of(new Commit.Mark(owner, conversation, Standing.FREE))))
        .isTrue();
    assertThat(store().inbox(owner, 10)).containsExactly(new InboxRow(conversation, Standing.FREE));
  }

  @Test
  public void anInboxIsMarkedOnlyIfTheEntryBesideItHasItsPlace() {
    InboxOwner owner = new InboxOwner.Person("w", "p" + UUID.randomUUID());
    Standing blocked = new Standing(Set.of(Side.CLIENT));
    write(2);
    store().commit(Commit.of(new Commit.Enlist(owner, conversation)));
    Entry late = entry(2, Optional.empty(), new Content.Blocked(), blocked);

    Commit.Mark mark = new Commit.Mark(owner, conversation, blocked);
    assertThat(store().commit(Commit.of(new Commit.Append(id, late), mark))).isFalse();
    assertThat(store().inbox(owner, 10)).containsExactly(new InboxRow(conversation, Standing.FREE));
  }

  private void write(int entries) {
    start(entry(1, Optional.empty(), new Content.Opened()));
    for (long seq = 2; seq <= entries; seq++) {
      append(entry(seq, Optional.of(messageId(seq)), new Content.Text("text " + seq)));
    }
  }

  private static ClientMessageId messageId(long seq) {
    return new ClientMessageId(seq - 1, "message" + seq);
  }

  private void start(Entry first) {
    assertThat(
            store().commit(Commit.of(new Commit.Start(conversation), new Commit.Append(id, first))))
        .isTrue();
  }

  private void append(Entry entry) {
    assertThat(store().commit(Commit.of(new Commit.Append(id, entry)))).isTrue();
  }

  private List<Entry> tail(long from, int atMost) {
    return store().tail(id, from, atMost).orElseThrow().entries();
  }

  private static List<Long> seqs(List<Entry> entries) {
    return entries.stream().map(Entry::seq).toList();
  }

  private Entry entry(long seq, Optional<ClientMessageId> message, Content content) {
    return entry(seq, message, content, Standing.FREE);
  }

  private Entry entry(
      long seq, Optional<ClientMessageId> message, Content content, Standing standing) {
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    return new Entry(
        seq,
        AT.plusMillis(seq),
        "vera",
        Side.CLIENT,
        message,
        content,
        new Totals(seq, 2 * seq),
        standing,
        Salt.random(random),
        new Hash(java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(hash)));
  }
}
