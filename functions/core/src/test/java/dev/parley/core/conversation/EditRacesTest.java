package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to an edit when something else happens at the same moment. */
class EditRacesTest {
  private final List<Runnable> afterPage = new ArrayList<>();
  private final List<Runnable> beforeCommit = new ArrayList<>();
  private boolean loseAnswer;
  private final World world =
      World.behind(
          kept ->
              new ForwardingConversations(kept) {
                @Override
                public List<Entry> page(ConversationId conversation, long after, int atMost) {
                  List<Entry> page = super.page(conversation, after, atMost);
                  runOnce(afterPage);
                  return page;
                }

                @Override
                public boolean commit(Commit commit) {
                  runOnce(beforeCommit);
                  boolean done = super.commit(commit);
                  if (loseAnswer) {
                    loseAnswer = false;
                    throw new Ambiguous("lost on purpose", null);
                  }
                  return done;
                }
              });
  private final ConversationId id = world.pair();
  private final Session phone = world.open(world.vera);
  private final Session laptop = world.open(world.vera);

  @BeforeEach
  void aTextStands() {
    world.send(phone, id, "1.text__", 1, "helo");
  }

  @Test
  void ofTwoEditsAtOnceBothStandAndTheLaterIsTheWording() {
    beforeCommit.add(() -> world.edit(laptop, id, "2.laptop", 2, 2, "from the laptop"));
    Frame answer = world.edit(phone, id, "2.phone_", 2, 2, "from the phone");
    assertThat(World.seq(answer)).isEqualTo(4);
    assertThat(world.log(id).get(2).content()).isEqualTo(new Content.Edited(2, "from the laptop"));
    assertThat(world.log(id).get(1).edit()).contains(new Edit(4, "from the phone"));
  }

  @Test
  void whatWasErasedIsNotEdited() {
    erase();
    assertRefused(Code.NOT_EDITABLE, () -> world.edit(phone, id, "2.edit__", 2, 2, "hello"));
    assertThat(world.log(id)).hasSize(2);
  }

  @Test
  void whatIsErasedWhileItIsEditedStaysErased() {
    afterPage.add(this::erase);
    assertRefused(Code.NOT_EDITABLE, () -> world.edit(phone, id, "2.edit__", 2, 2, "hello"));
    List<Entry> log = world.log(id);
    assertThat(log).hasSize(2);
    assertThat(log.getLast().text()).isEmpty();
    assertThat(log.getLast().content()).isInstanceOf(Content.Erased.class);
  }

  @Test
  void aRetryOfAnEditThatWasErasedGetsItsReceipt() {
    Frame answer = world.edit(phone, id, "2.edit__", 2, 2, "hello");
    world.store.commit(Commit.of(new Commit.Erase(id, world.log(id).getLast().erased())));
    assertThat(world.edit(phone, id, "2.edit__", 2, 2, "hello")).isEqualTo(answer);
  }

  @Test
  void anEditWhoseAnswerWasLostStandsOnce() {
    loseAnswer = true;
    Frame answer = world.edit(phone, id, "2.edit__", 2, 2, "hello");
    assertThat(World.seq(answer)).isEqualTo(3);
    assertThat(world.log(id)).hasSize(3);
    assertThat(world.log(id).get(1).text()).contains("hello");
  }

  private void erase() {
    world.store.commit(Commit.of(new Commit.Erase(id, world.log(id).get(1).erased())));
  }

  private static void runOnce(List<Runnable> hooks) {
    List<Runnable> due = List.copyOf(hooks);
    hooks.clear();
    due.forEach(Runnable::run);
  }
}
