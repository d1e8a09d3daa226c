package dev.parley.core.conversation;

import static dev.parley.core.conversation.FilesWorld.LEASE;
import static dev.parley.core.conversation.FilesWorld.draft;
import static dev.parley.core.conversation.FilesWorld.pdf;
import static dev.parley.core.conversation.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.RateLimited;
import dev.parley.core.workspace.FilePolicy;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.StartPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttachmentsTest {
  private final FilesWorld files = new FilesWorld();
  private final World world = files.world;
  private final ConversationId id = world.pair();

  @Test
  void whatOneUploadsAndSendsTheOtherDownloads() {
    Session lawyer = world.open(world.lev);
    world.watch(lawyer, id, 0);
    String file = files.upload(world.vera, id, LEASE);
    Receipt receipt = files.send(world.vera, id, "1.myfile", 1, file);

    Entry entry = world.log(id).getLast();
    assertThat(receipt.seq()).isEqualTo(entry.seq()).isEqualTo(2);
    Attachment attached = pdf(LEASE).as(file);
    assertThat(entry.content()).isEqualTo(new Content.File(attached, Optional.empty()));
    assertThat(world.audience.framesOf(lawyer).getLast()).isEqualTo(new Frame.Appended(id, entry));
    assertThat(files.download(world.lev, id, 2))
        .hasValueSatisfying(got -> assertThat(got.content()).isEqualTo("%PDF-1.7 lease"));
    assertThat(Chain.holds(world.store.tail(id, 1, 1).orElseThrow().conversation(), world.log(id)))
        .isTrue();
    assertThat(world.row(id, Side.STAFF).newest().preview()).contains("Lease.pdf");
    assertThat(world.row(id, Side.STAFF).unread(Side.STAFF)).isEqualTo(1);
  }

  @Test
  void aRetryGetsTheSameReceiptEvenWhenThePermitHasExpiredAndTheUploadIsGone() {
    String file = files.upload(world.vera, id, LEASE);
    Receipt first = files.send(world.vera, id, "1.myfile", 1, file);
    world.send(world.open(world.lev), id, "2.answer", 2, "Thank you");
    world.block(world.lev, id);
    world.advance(Duration.ofDays(2));
    assertThat(files.send(world.vera, id, "1.myfile", 1, file)).isEqualTo(first);
    assertThat(world.log(id)).hasSize(4);
  }

  @Test
  void aRetryIsFoundHoweverFarBackItsOriginalStands() {
    String file = files.upload(world.vera, id, LEASE);
    Receipt first = files.send(world.vera, id, "1.myfile", 1, file);
    Session lawyer = world.open(world.lev);
    for (int n = 0; n < Limits.TAIL_ENTRIES + 1; n++) {
      world.advance(Duration.ofSeconds(1));
      world.send(lawyer, id, "2.answer" + n, 2 + n, "Yes");
    }
    world.advance(Duration.ofDays(1));
    assertThat(files.send(world.vera, id, "1.myfile", 400, file)).isEqualTo(first);
  }

  @Test
  void theSameMessageIsTheSameFileAndNothingElse() {
    String file = files.upload(world.vera, id, LEASE);
    String other = files.upload(world.vera, id, LEASE);
    files.send(world.vera, id, "1.myfile", 1, file);
    assertRefused(
        Code.IDEMPOTENCY_MISMATCH, () -> files.send(world.vera, id, "1.myfile", 1, other));
    Session phone = world.open(world.vera);
    assertRefused(Code.IDEMPOTENCY_MISMATCH, () -> world.send(phone, id, "1.myfile", 1, "a text"));
    assertRefused(Code.NOT_FOUND, () -> files.send(world.vera, id, "1.another", 2, file));
    files.send(world.vera, id, "1.another", 2, other);
    assertThat(world.log(id)).hasSize(3);
  }

  @Test
  void whatIsNotThereOrNotWhatItSaysIsNoEntry() {
    String missing = files.prepare(world.vera, id, pdf(LEASE)).file();
    assertRefused(Code.FILE_MISSING, () -> files.send(world.vera, id, "1.myfile", 1, missing));
    String script = files.upload(world.vera, id, "#!/bin/sh".getBytes(UTF_8));
    assertRefused(Code.FILE_REFUSED, () -> files.send(world.vera, id, "1.script", 1, script));
    assertRefused(Code.NOT_FOUND, () -> files.send(world.vera, id, "1.nothing", 1, "A".repeat(22)));
    assertThat(world.log(id)).hasSize(1);
    assertThat(files.bucket.kept()).isEmpty();
  }

  @Test
  void aPermitIsForItsOwnerAndItsConversationAndForAQuarterOfAnHour() {
    String file = files.upload(world.vera, id, LEASE);
    ConversationId elsewhere = world.inChannel();
    assertRefused(Code.NOT_FOUND, () -> files.send(world.lev, id, "1.myfile", 1, file));
    assertRefused(Code.NOT_FOUND, () -> files.send(world.vera, elsewhere, "1.myfile", 1, file));
    world.advance(Limits.UPLOAD.minusSeconds(1));
    String late = files.upload(world.vera, id, LEASE);
    files.send(world.vera, id, "1.myfile", 1, file);
    world.advance(Limits.UPLOAD);
    assertRefused(Code.NOT_FOUND, () -> files.send(world.vera, id, "2.toolate", 2, late));
    assertThat(world.log(id)).hasSize(2);
  }

  @Test
  void whoMayNotWriteNeitherUploadsNorSends() {
    String file = files.upload(world.vera, id, LEASE);
    world.block(world.lev, id);
    assertRefused(Code.BLOCKED, () -> files.prepare(world.vera, id, pdf(LEASE)));
    assertRefused(Code.BLOCKED, () -> files.send(world.vera, id, "1.myfile", 1, file));
    assertRefused(Code.UNBLOCK_FIRST, () -> files.prepare(world.lev, id, pdf(LEASE)));
    assertThat(files.bucket.kept()).isEmpty();
    world.unblock(world.lev, id);
    Change until =
        new Change.Restrict(
            Reason.CLUTTER, Optional.empty(), world.now().plus(Duration.ofHours(1)));
    world.change(world.lev, id, until);
    assertRefused(Code.RESTRICTED, () -> files.prepare(world.vera, id, pdf(LEASE)));
    world.change(world.lev, id, new Change.Lift());
    world.change(world.vera, id, new Change.Leave());
    assertRefused(Code.UNREACHABLE, () -> files.prepare(world.lev, id, pdf(LEASE)));
    assertThat(files.send(world.vera, id, "1.myfile", 1, file).seq()).isEqualTo(7);
  }

  @Test
  void strangersLearnNothing() {
    String file = files.upload(world.vera, id, LEASE);
    files.send(world.vera, id, "1.myfile", 1, file);
    for (Member stranger : new Member[] {world.anna, world.olga}) {
      assertRefused(Code.NOT_FOUND, () -> files.prepare(stranger, id, pdf(LEASE)));
      assertRefused(Code.NOT_FOUND, () -> files.send(stranger, id, "1.myfile", 1, file));
      assertRefused(Code.NOT_FOUND, () -> files.download(stranger, id, 2));
    }
    assertRefused(Code.NOT_FOUND, () -> files.download(world.vera, id, 1));
    assertRefused(Code.NOT_FOUND, () -> files.download(world.vera, id, 3));
  }

  @Test
  void staffBeginWithAFileWhereTheyMayBeginAtAll() {
    String file = files.upload(world.lev, id, LEASE);
    world.startPolicy(StartPolicy.CLIENT_ONLY);
    assertRefused(Code.CLIENT_FIRST, () -> files.prepare(world.lev, id, pdf(LEASE)));
    assertRefused(Code.CLIENT_FIRST, () -> files.send(world.lev, id, "1.myfile", 1, file));
    world.startPolicy(StartPolicy.STAFF_ANY);
    assertThat(files.send(world.lev, id, "1.myfile", 1, file).seq()).isEqualTo(2);
  }

  @Test
  void aColleaguesFileIsAnAnswerAndOneOfAColleagueIsRefusedUntilConfirmed() {
    Member olena = world.member("olena", Role.OPERATOR, Set.of("moscow"));
    world.add(olena);
    ConversationId channel = world.inChannel();
    String first = files.upload(world.anna, channel, LEASE);
    String second = files.upload(olena, channel, LEASE);
    files.send(world.anna, channel, "1.fromanna", 1, first);
    assertThatThrownBy(() -> files.send(olena, channel, "1.fromolena", 1, second))
        .isInstanceOfSatisfying(
            AlreadyAnswered.class, it -> assertThat(it.answer().seq()).isEqualTo(2));
    assertThat(files.bucket.kept()).containsExactly(first);
    Draft confirmed = draft(channel, "1.fromolena", 1, second, true);
    assertThat(files.attachments.send(world.in(olena), confirmed).seq()).isEqualTo(3);
  }

  @Test
  void theWorkspaceSaysWhichFilesAndHowMany() {
    files.policy(new FilePolicy(Set.of("application/pdf"), LEASE.length, 2));
    byte[] longer = (new String(LEASE, UTF_8) + "s").getBytes(UTF_8);
    assertRefused(Code.TOO_LARGE, () -> files.prepare(world.vera, id, pdf(longer)));
    FileDescription png = new FileDescription("a.png", "image/png", 5, pdf(LEASE).sha256());
    assertRefused(Code.NOT_ALLOWED, () -> files.prepare(world.vera, id, png));
    files.prepare(world.vera, id, pdf(LEASE));
    files.prepare(world.vera, id, pdf(LEASE));
    // The world's day began ten hours ago.
    assertThatThrownBy(() -> files.prepare(world.vera, id, pdf(LEASE)))
        .isInstanceOfSatisfying(
            RateLimited.class, it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofHours(14)));
    files.prepare(world.lev, id, pdf(LEASE));
    world.advance(Duration.ofHours(14));
    files.prepare(world.vera, id, pdf(LEASE));
  }

  @Test
  void aLinkIsGoodForFiveMinutes() {
    files.send(world.vera, id, "1.myfile", 1, files.upload(world.vera, id, LEASE));
    Attachments.Link link = files.attachments.link(world.in(world.lev), id, 2);
    assertThat(link.expiresAt()).isEqualTo(world.now().plus(Duration.ofMinutes(5)));
    world.advance(Duration.ofMinutes(5));
    assertThat(files.bucket.get(link.url(), world.now())).isEmpty();
  }
}
