package dev.parley.core.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A list is read page by page while it changes. */
class PagesTest {
  private final Office office = new Office();

  @Test
  void onesOwnListIsReadPageByPageThoughSomeAreOverMeanwhile() {
    List<ConsultationId> all = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      all.add(office.request("key" + n));
    }
    all.sort(Comparator.comparing(ConsultationId::value));
    Consultations.Page<ConsultationId> first = page(Optional.empty());
    assertThat(first.shown()).extracting(it -> it.consultation().id()).isEqualTo(all.subList(0, 2));
    assertThat(first.next()).contains(all.get(1));
    office.does("vera", all.get(1), new Command.Cancel(Optional.empty()));
    assertThat(page(first.next()).next()).contains(all.get(3));
    Consultations.Page<ConsultationId> last = page(Optional.of(all.get(3)));
    assertThat(last.shown()).hasSize(1);
    assertThat(last.next()).isEmpty();
    assertThat(page(Optional.of(all.get(2))).next()).as("two are left, and no more").isEmpty();
  }

  private Consultations.Page<ConsultationId> page(Optional<ConsultationId> after) {
    return office.consultations.live(office.in("vera"), after, 2);
  }
}
