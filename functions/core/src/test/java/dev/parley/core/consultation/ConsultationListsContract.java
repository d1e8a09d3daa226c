package dev.parley.core.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of consultations must list, and in what order. */
public abstract class ConsultationListsContract {
  private final Made made = new Made();
  private final String workspace = made.workspace;

  protected abstract ConsultationStore store();

  @Test
  public void liveOnesAreListedForBothOfThemUntilTheyAreOver() {
    List<Consultation> all = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      all.add(made.requested("vera", "lev" + n % 2));
      write(all.getLast(), 1);
    }
    assertThat(store().live(workspace, Actor.CLIENT, "vera", Optional.empty(), 100))
        .containsExactlyInAnyOrderElementsOf(ids(all));
    assertThat(store().live(workspace, Actor.CLIENT, "vera", Optional.empty(), 4)).hasSize(4);
    assertThat(store().live(workspace, Actor.SPECIALIST, "lev0", Optional.empty(), 100)).hasSize(4);
    assertThat(store().live(workspace, Actor.SPECIALIST, "vera", Optional.empty(), 100)).isEmpty();
    assertThat(store().live(workspace + "x", Actor.CLIENT, "vera", Optional.empty(), 100))
        .isEmpty();

    List<Stage> over =
        List.of(
            new Stage.Declined(Made.AT),
            new Stage.Cancelled(Actor.CLIENT, Made.rub(0), Made.AT),
            new Stage.Expired(Made.AT),
            new Stage.Completed(made.terms(1), made.settlement(), Made.AT));
    for (Stage stage : over) {
      Consultation one = all.removeFirst();
      write(made.after(one, stage, 1), 2);
    }
    assertThat(store().live(workspace, Actor.CLIENT, "vera", Optional.empty(), 100))
        .containsExactlyInAnyOrderElementsOf(ids(all));
    assertThat(store().live(workspace, Actor.SPECIALIST, "lev1", Optional.empty(), 100)).hasSize(1);
  }

  @Test
  public void claimsAreListedTheOldestFirstUntilTheyAreSettled() {
    List<Consultation> all = new ArrayList<>();
    for (int n : new int[] {3, 1, 4, 2, 5}) {
      Consultation one = made.requested("vera", "lev");
      write(one, 1);
      all.add(made.after(one, made.disputed(Made.AT.plusSeconds(n), Optional.empty()), 1));
      write(all.getLast(), 2);
    }
    assertThat(store().claims(workspace, Optional.empty(), 100))
        .extracting(Claimed::consultation)
        .containsExactly(
            all.get(1).id(), all.get(3).id(), all.get(0).id(), all.get(2).id(), all.get(4).id());
    assertThat(store().claims(workspace, Optional.empty(), 2))
        .containsExactly(
            new Claimed(Made.AT.plusSeconds(1), all.get(1).id()),
            new Claimed(Made.AT.plusSeconds(2), all.get(3).id()));
    assertThat(store().claims(workspace + "x", Optional.empty(), 2)).isEmpty();

    write(made.after(all.get(1), new Stage.Closed(made.terms(1), Made.AT, Made.AT), 1), 3);
    assertThat(store().claims(workspace, Optional.empty(), 100))
        .extracting(Claimed::consultation)
        .hasSize(4)
        .doesNotContain(all.get(1).id());
  }

  @Test
  public void aListOfLiveOnesIsReadPageByPageInTheOrderOfTheirIds() {
    List<Consultation> all = new ArrayList<>();
    for (int n = 0; n < 9; n++) {
      all.add(made.requested("vera", "lev"));
      write(all.getLast(), 1);
    }
    List<ConsultationId> inOrder =
        ids(all).stream().sorted(Comparator.comparing(ConsultationId::value)).toList();
    for (Actor side : List.of(Actor.CLIENT, Actor.SPECIALIST)) {
      String person = side == Actor.CLIENT ? "vera" : "lev";
      List<ConsultationId> read = new ArrayList<>();
      List<ConsultationId> page;
      do {
        Optional<ConsultationId> after =
            read.isEmpty() ? Optional.empty() : Optional.of(read.getLast());
        page = store().live(workspace, side, person, after, 4);
        read.addAll(page);
      } while (page.size() == 4);
      assertThat(read).isEqualTo(inOrder);
    }
    Consultation gone =
        all.stream().filter(it -> it.id().equals(inOrder.get(3))).findFirst().orElseThrow();
    write(made.after(gone, new Stage.Expired(Made.AT), 1), 2);
    assertThat(store().live(workspace, Actor.CLIENT, "vera", Optional.of(gone.id()), 100))
        .isEqualTo(inOrder.subList(4, 9));
  }

  @Test
  public void claimsAreReadPageByPageThoughManyAreOfOneInstant() {
    for (int n = 0; n < 11; n++) {
      Consultation one = made.requested("vera", "lev");
      write(one, 1);
      Instant at = Made.AT.plusSeconds(n / 4);
      write(made.after(one, made.disputed(at, Optional.empty()), 1), 2);
    }
    List<Claimed> all = store().claims(workspace, Optional.empty(), 100);
    assertThat(all).hasSize(11).extracting(Claimed::at).isSorted();
    for (int size : new int[] {1, 3, 4}) {
      List<Claimed> read = new ArrayList<>();
      List<Claimed> page;
      do {
        Optional<Claimed> after = read.isEmpty() ? Optional.empty() : Optional.of(read.getLast());
        page = store().claims(workspace, after, size);
        read.addAll(page);
      } while (page.size() == size);
      assertThat(read).isEqualTo(all);
    }
    Claimed settled = all.get(4);
    Consultation one = store().find(settled.consultation()).orElseThrow();
    write(made.after(one, new Stage.Closed(made.terms(1), Made.AT, Made.AT), 1), 3);
    assertThat(store().claims(workspace, Optional.of(settled), 100)).isEqualTo(all.subList(5, 11));
  }

  private void write(Consultation consultation, long seq) {
    Commit.Append entry = made.entry(made.place(consultation), seq, new Content.Opened());
    Change change = new Change(consultation, entry, Optional.empty(), Optional.empty());
    assertThat(store().commit(change)).isTrue();
  }

  private static List<ConsultationId> ids(List<Consultation> consultations) {
    return consultations.stream().map(Consultation::id).toList();
  }
}
