package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.digest.Hash;
import dev.parley.core.money.Money;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store of conversations must do. */
public abstract class ConversationStoreContract {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123Z");
  private static final Attachment FILE =
      new Attachment("fileidfileidfileidfile", "Договор \"1\".pdf", "application/pdf", 7, "c2hh");

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
    assertThat(store().conversation(id)).isEmpty();
  }

  @Test
  public void everyKindOfContentComesBackAsItWasWritten() {
    List<Content> contents =
        List.of(
            new Content.Opened(),
            new Content.Text("Доброго дня 👋\u0000\n\"x\""),
            new Content.Text("answer", Optional.of(2L)),
            new Content.File(FILE, Optional.empty()),
            new Content.File(FILE, Optional.of(3L)),
            new Content.Edited(2, "Добрый день 👋"),
            new Content.Blocked(),
            new Content.Unblocked(),
            new Content.Hidden(),
            new Content.Restored(),
            new Content.Restricted(Reason.OTHER, Optional.of("Грубо \"x\""), AT.plusSeconds(60)),
            new Content.Restricted(Reason.CLUTTER, Optional.empty(), AT.plusSeconds(61)),
            new Content.Lifted(),
            new Content.Left(),
            new Content.Returned(),
            new Content.Erasure("vera"),
            new Content.Notice(
                "topped_up", "p1", rub(7), Optional.empty(), Optional.empty(), Optional.empty()),
            new Content.Notice(
                "taken_back",
                "p2",
                rub(7),
                Optional.of(rub(0)),
                Optional.of(rub(Money.MOST)),
                Optional.of("Чому \"x\"")));
    List<Entry> log = new ArrayList<>();
    for (Content content : contents) {
      log.add(entry(log.size() + 1, Optional.empty(), content));
    }
    assertComesBack(log);
  }

  private static Money rub(long kopecks) {
    return new Money(kopecks, Currency.getInstance("RUB"));
  }

  @Test
  public void everyStandingComesBackAsItWasWritten() {
    Restriction restriction = new Restriction(Reason.INSTABILITY, AT.plusMillis(1));
    List<Entry> log = new ArrayList<>();
    for (Standing standing :
        List.of(
            Standing.FREE,
            Standing.blocked(Side.CLIENT),
            Standing.blocked(Side.STAFF),
            Standing.blocked(Side.CLIENT, Side.STAFF),
            new Standing(Set.of(), true, false, Optional.empty()),
            new Standing(Set.of(), false, true, Optional.empty()),
            new Standing(Set.of(), false, false, Optional.of(restriction)),
            new Standing(Set.of(Side.STAFF), true, true, Optional.of(restriction)))) {
      log.add(entry(log.size() + 1, new Running(Totals.NONE, standing, Pace.NONE)));
    }
    assertComesBack(log);
  }

  @Test
  public void totalsAndPaceComeBackAsTheyWereWritten() {
    Instant second = AT.plusMillis(2);
    List<Running> runnings =
        List.of(
            Running.START,
            new Running(
                new Totals(1, 0, Optional.of(Side.CLIENT)), Standing.FREE, Pace.of("vera", second)),
            new Running(
                new Totals(Limits.SEQ, 7, Optional.of(Side.STAFF)),
                Standing.FREE,
                new Pace(Map.of("vera", AT.plusMillis(999)))),
            new Running(
                new Totals(2, 2, Optional.of(Side.CLIENT)),
                Standing.FREE,
                new Pace(Map.of("vera", AT.plusMillis(1_400), "lev \"1\"", AT.plusMillis(5)))));
    List<Entry> log = new ArrayList<>();
    runnings.forEach(running -> log.add(entry(log.size() + 1, running)));
    assertComesBack(log);
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

  private void assertComesBack(List<Entry> log) {
    start(log.getFirst());
    log.stream().skip(1).forEach(this::append);
    for (int look = 1; look <= 2; look++) {
      assertThat(store().conversation(id)).contains(conversation);
    }
    assertThat(store().tail(id, 1, 100)).contains(new Tail(conversation, log));
    assertThat(store().page(id, 0, 100)).isEqualTo(log);
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

  private Entry entry(long seq, Running running) {
    // A message of this author is the client's: only another kind of entry can have staff's behind
    // it.
    boolean isClients = running.totals().newest().equals(Optional.of(Side.CLIENT));
    Content content = isClients ? new Content.Text("text") : new Content.Returned();
    return entry(seq, ClientMessageId.parse("1.message"), content, running);
  }

  private Entry entry(long seq, Optional<ClientMessageId> message, Content content) {
    Side newest = content.isMessage() ? Side.CLIENT : Side.STAFF;
    Totals totals = new Totals(seq, 2 * seq, Optional.of(newest));
    return entry(seq, message, content, new Running(totals, Standing.FREE, Pace.NONE));
  }

  private Entry entry(
      long seq, Optional<ClientMessageId> message, Content content, Running running) {
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    return new Entry(
        seq,
        AT.plusMillis(seq),
        "vera",
        Side.CLIENT,
        message,
        content,
        running,
        Salt.random(random),
        new Hash(Base64.getUrlEncoder().withoutPadding().encodeToString(hash)),
        Optional.empty());
  }
}
