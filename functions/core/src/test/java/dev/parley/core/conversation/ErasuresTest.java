package dev.parley.core.conversation;

import static dev.parley.core.conversation.FilesWorld.LEASE;
import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.FilePolicy;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who may have something erased, and what happens when it is cut short. */
class ErasuresTest {
  /** What happens before a commit that has a write of a kind. */
  private static final class Disturbed extends ForwardingConversations {
    private final Class<? extends Commit.Write> kind;
    private Consumer<ConversationStore> once = _ -> {};

    Disturbed(ConversationStore store, Class<? extends Commit.Write> kind) {
      super(store);
      this.kind = kind;
    }

    @Override
    public boolean commit(Commit commit) {
      if (commit.writes().stream().anyMatch(kind::isInstance)) {
        Consumer<ConversationStore> now = once;
        once = _ -> {};
        boolean[] applied = {false};
        now.accept(
            new ForwardingConversations(this) {
              @Override
              public boolean commit(Commit ignored) {
                applied[0] = true;
                return Disturbed.super.commit(commit);
              }
            });
        return applied[0] || super.commit(commit);
      }
      return super.commit(commit);
    }
  }

  private final FilesWorld files = new FilesWorld();
  private final World world = files.world;
  private final ConversationId id = world.pair();
  private final Session phone = world.open(world.vera);

  private static Erasing confirmed() {
    return new Erasing(true, Optional.empty());
  }

  @Test
  void onlyAdministratorsEraseOnceTheyHaveConfirmedAndNobodyHoldsIt() {
    world.send(phone, id, "1.secret", 1, "My secret");
    List<Entry> before = world.log(id);
    for (Member one : new Member[] {world.vera, world.lev, world.anna}) {
      assertRefused(
          Code.NOT_ALLOWED, () -> files.erasures.erase(world.in(one), "vera", confirmed()));
    }
    assertRefused(
        Code.NOT_FOUND, () -> files.erasures.erase(world.in(world.olga), "nobody", confirmed()));
    assertRefused(
        Code.CONFIRMATION_NEEDED,
        () ->
            files.erasures.erase(
                world.in(world.olga), "vera", new Erasing(false, Optional.empty())));
    world.members.change(world.in(world.olga), "vera", new MemberChange.Hold("Case 2-417"));
    assertThatThrownBy(() -> files.erase(world.vera)).hasMessageContaining("Case 2-417");
    assertRefused(Code.LEGAL_HOLD, () -> files.erase(world.vera));
    assertThat(world.log(id)).isEqualTo(before);

    world.members.change(world.in(world.olga), "vera", new MemberChange.Release());
    assertThat(files.erase(world.vera)).isEqualTo(1);
  }

  @Test
  void whoHasLostAccessIsErasedTooAndColleaguesAreNot() {
    ConversationId channel = world.inChannel();
    world.send(phone, channel, "1.secret", 1, "My secret");
    Session desk = world.open(world.anna);
    world.watch(desk, channel, 2);
    world.send(desk, channel, "2.answer", 2, "An answer");
    world.members.change(world.in(world.olga), "vera", new MemberChange.Revoke());
    assertThat(files.erase(world.vera)).isEqualTo(1);
    assertThat(files.erase(world.anna)).isZero();
    assertThat(world.log(channel).get(2).text()).contains("An answer");
  }

  @Test
  void oneCallErasesAThousandEntriesAndTheNextGoesOn() {
    for (int n = 1; n <= 2_300; n++) {
      world.advance(Duration.ofSeconds(1));
      world.send(phone, id, n + ".message" + n, n, "word " + n);
    }
    List<Integer> parts = new ArrayList<>();
    Optional<Erasing.Place> after = Optional.empty();
    do {
      Erasing.Erased part = files.erase(world.vera, after);
      parts.add(part.erased());
      after = part.next().map(place -> Erasing.Place.parse(place.text()).orElseThrow());
      assertThat(world.log(id)).hasSize(after.isPresent() ? 2_301 : 2_302);
    } while (after.isPresent());
    assertThat(parts).hasSize(3).allMatch(part -> part <= Limits.ERASED_AT_ONCE);
    assertThat(parts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2_300);
    assertThat(world.log(id)).noneMatch(entry -> entry.text().isPresent());
  }

  @Test
  void manyConversationsAndManyFilesAreGoneThroughPartByPart() {
    files.policy(new FilePolicy(Set.of("application/pdf"), 99, 9_999));
    for (int n = 0; n < 120; n++) {
      Member lawyer = world.member("lawyer" + n, Role.SPECIALIST, Set.of());
      world.add(lawyer);
      ConversationId one =
          world
              .conversations
              .open(
                  world.in(world.vera),
                  new Opening.ByClient(new Counterpart.Specialist("lawyer" + n)))
              .conversation()
              .conversation()
              .id();
      files.send(world.vera, one, "1.thefile", 1, files.upload(world.vera, one, LEASE));
    }
    Erasing.Erased first = files.erase(world.vera, Optional.empty());
    assertThat(first.erased()).isBetween(1, 119);
    assertThat(files.bucket.kept()).hasSize(120 - first.erased());
    Erasing.Erased second = files.erase(world.vera, first.next());
    assertThat(second.erased()).isEqualTo(120 - first.erased());
    assertThat(second.next()).isEmpty();
    assertThat(files.bucket.kept()).isEmpty();
  }

  @Test
  void aPlaceThatNoCallHasNamedIsRefused() {
    ConversationId nobodys = new ConversationId(world.workspace, "A".repeat(22));
    for (ConversationId other : new ConversationId[] {nobodys, world.inChannel()}) {
      Optional<Erasing.Place> place = Optional.of(new Erasing.Place(other.value(), 0, true));
      assertRefused(Code.INVALID_FIELD, () -> files.erase(world.lev, place));
    }
    assertThat(Erasing.Place.parse("A".repeat(22) + ".9999999999.0")).isEmpty();
    assertThat(Erasing.Place.parse("A".repeat(22) + ".1.2")).isEmpty();
  }

  @Test
  void whenTheStoreSaysNoOrNothingItIsTriedAgain() {
    for (Consumer<ConversationStore> trouble :
        List.<Consumer<ConversationStore>>of(
            _ -> {
              throw new Ambiguous("the answer was lost", null);
            },
            store -> {
              store.commit(null);
              throw new Ambiguous("the answer was lost", null);
            })) {
      InMemoryConversations memory = new InMemoryConversations();
      Disturbed store = new Disturbed(memory, Commit.Erase.class);
      FilesWorld other = new FilesWorld(new World(store, memory.inboxes(), new InMemoryRooms()));
      ConversationId pair = other.world.pair();
      other.world.send(other.world.open(other.world.vera), pair, "1.secret", 1, "My secret");
      store.once = trouble;
      assertThat(other.erase(other.world.vera)).isEqualTo(1);
      assertThat(other.world.log(pair)).hasSize(3);
      assertThat(other.world.log(pair).get(1).text()).isEmpty();
    }
  }

  @Test
  void whatWasErasedAndNotToldIsToldByTheNextCall() {
    InMemoryConversations memory = new InMemoryConversations();
    Disturbed store = new Disturbed(memory, Commit.Append.class);
    FilesWorld other = new FilesWorld(new World(store, memory.inboxes(), new InMemoryRooms()));
    ConversationId pair = other.world.pair();
    other.world.send(other.world.open(other.world.vera), pair, "1.secret", 1, "My secret");
    store.once =
        _ -> {
          throw new Unavailable("the function was stopped");
        };
    assertThatThrownBy(() -> other.erase(other.world.vera)).isInstanceOf(Unavailable.class);
    assertThat(other.world.log(pair)).hasSize(2);
    assertThat(other.erase(other.world.vera)).isZero();
    assertThat(other.world.log(pair).getLast().content()).isEqualTo(new Content.Erasure("vera"));
  }

  @Test
  void aHoldThatComesMeanwhileStopsItBeforeTheNextConversation() {
    InMemoryConversations memory = new InMemoryConversations();
    Disturbed store = new Disturbed(memory, Commit.Erase.class);
    FilesWorld other = new FilesWorld(new World(store, memory.inboxes(), new InMemoryRooms()));
    World it = other.world;
    Session socket = it.open(it.vera);
    List<ConversationId> both = List.of(it.pair(), it.inChannel());
    both.forEach(one -> it.send(socket, one, "1.secret", 1, "My secret"));
    store.once = _ -> it.members.change(it.in(it.olga), "vera", new MemberChange.Hold("Case 7"));
    assertRefused(Code.LEGAL_HOLD, () -> other.erase(it.vera));
    assertThat(both)
        .filteredOn(one -> it.log(one).get(1).text().isPresent())
        .as("conversations that are as they were")
        .hasSize(1);
  }

  @Test
  void aFileThatCannotBeDeletedJustNowKeepsItsEntry() {
    files.send(world.vera, id, "1.thefile", 1, files.upload(world.vera, id, LEASE));
    files.bucket.fail(1);
    assertThatThrownBy(() -> files.erase(world.vera)).isInstanceOf(Unavailable.class);
    assertThat(files.download(world.lev, id, 2)).isPresent();
    assertThat(files.erase(world.vera)).isEqualTo(1);
    assertThat(files.bucket.kept()).isEmpty();
  }
}
