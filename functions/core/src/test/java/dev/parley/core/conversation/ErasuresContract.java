package dev.parley.core.conversation;

import static dev.parley.core.conversation.FilesWorld.LEASE;
import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must hold of erasing on every store. */
public abstract class ErasuresContract {
  private FilesWorld files;
  private World world;
  private ConversationId id;

  protected abstract ConversationStore store();

  protected abstract Inboxes inboxes();

  protected abstract Rooms rooms();

  @BeforeEach
  public void begin() {
    world = new World(store(), inboxes(), rooms());
    files = new FilesWorld(world);
    id = world.pair();
  }

  @Test
  public void whatAPersonWroteIsGoneAndEverythingElseStays() {
    ConversationId channel = world.inChannel();
    Session phone = world.open(world.vera);
    Session office = world.open(world.lev);
    world.send(phone, id, "1.question", 1, "My secret");
    world.send(office, id, "2.answer", 2, "An answer");
    files.send(world.vera, id, "3.thefile", 3, files.upload(world.vera, id, LEASE));
    world.edit(phone, id, "4.theedit", 4, 2, "My other secret");
    world.reply(phone, id, "5.thelast", 5, "My last secret", 3);
    world.send(phone, channel, "1.elsewhere", 1, "A secret for many");
    Receipt sent =
        new Receipt(id, new ClientMessageId(1, "question"), 2, world.log(id).get(1).at());
    List<Entry> before = world.log(id);
    world.watch(office, id, 6);

    assertThat(files.erase(world.vera)).isEqualTo(5);

    List<Entry> after = world.log(id);
    assertThat(after).hasSize(7);
    for (int at : new int[] {0, 2}) {
      assertThat(after.get(at)).isEqualTo(before.get(at));
    }
    for (int at : new int[] {1, 3, 4, 5}) {
      assertThat(after.get(at)).isEqualTo(before.get(at).erased());
    }
    Entry told = after.getLast();
    assertThat(told.content()).isEqualTo(new Content.Erasure("vera"));
    assertThat(told.author()).isEqualTo("olga");
    assertThat(told.side()).isEqualTo(Side.STAFF);
    assertThat(told.totals()).isEqualTo(before.getLast().totals());
    assertThat(world.audience.framesOf(office).getLast()).isEqualTo(new Frame.Appended(id, told));
    Conversation conversation = world.store.tail(id, 1, 1).orElseThrow().conversation();
    assertThat(Chain.holds(conversation, after)).isTrue();
    assertThat(world.log(channel).toString()).doesNotContain("secret");
    assertThat(world.row(id, Side.STAFF).newest().preview()).isEmpty();
    assertThat(files.bucket.kept()).isEmpty();
    assertRefused(Code.NOT_FOUND, () -> files.download(world.lev, id, 4));
    assertThat(world.send(phone, id, "1.question", 1, "My secret"))
        .isEqualTo(new Frame.Acknowledged(Optional.empty(), sent));
  }

  @Test
  public void whatIsErasedAlreadyIsNotToldAgainAndWhatCameLaterIs() {
    Session phone = world.open(world.vera);
    world.send(phone, id, "1.question", 1, "My secret");
    assertThat(files.erase(world.vera)).isEqualTo(1);
    List<Entry> once = world.log(id);
    assertThat(files.erase(world.vera)).isZero();
    assertThat(world.log(id)).isEqualTo(once);

    world.send(phone, id, "3.onceMore", 3, "Another secret");
    assertThat(files.erase(world.vera)).isEqualTo(1);
    assertThat(world.log(id)).hasSize(5).startsWith(once.toArray(Entry[]::new));
    assertThat(world.log(id).getLast().content()).isEqualTo(new Content.Erasure("vera"));
  }

  @Test
  public void aLongLogIsErasedInSeveralTransactions() {
    Session phone = world.open(world.vera);
    Session office = world.open(world.lev);
    for (int n = 1; n <= 150; n++) {
      world.advance(Duration.ofSeconds(1));
      Session by = n % 5 == 0 ? office : phone;
      world.send(by, id, n + ".message" + n, n, "word " + n);
    }
    assertThat(files.erase(world.vera)).isEqualTo(120);
    List<Entry> log = world.log(id);
    assertThat(log).hasSize(152);
    assertThat(log.stream().filter(entry -> entry.text().isPresent()))
        .hasSize(30)
        .allMatch(entry -> entry.author().equals("lev"));
    Conversation conversation = world.store.tail(id, 1, 1).orElseThrow().conversation();
    assertThat(Chain.holds(conversation, log)).isTrue();
  }
}
