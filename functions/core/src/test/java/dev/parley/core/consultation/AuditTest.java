package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.rub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Audit;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import dev.parley.core.ledger.Posting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All books of a workspace, proved from its people on. */
class AuditTest {
  private final Office office = new Office();

  @Test
  void everyBookIsFoundAndTheWholeSumsToZero() {
    office.disputed(100_000);
    office.advance(Duration.ofDays(1));
    ConsultationId accepted = office.closed(50_000);
    office.does("vera", accepted, new Command.Accept());

    Audit.Report report = audit(office.ledger).of(Office.WORKSPACE);

    assertThat(report.flaws()).isEmpty();
    assertThat(report.totals().values()).extracting(Long::longValue).isNotEmpty();
    assertThat(report.totals().values().stream().mapToLong(it -> it).sum()).isZero();
    assertThat(report.totals())
        .containsEntry(Account.ESCROW, 100_000L)
        .containsEntry(Account.EARNINGS, 45_000L)
        .containsEntry(Account.COMMISSION, 5_000L)
        .containsEntry(Account.BANK, -150_000L);
    assertThat(report.books()).isEqualTo(office.ledger.books().size());
  }

  @Test
  void anAuditBringsWhatASpecialistHasRepaidBackIntoTheReserve() {
    repay();
    assertThat(office.owed("lev")).isZero();
    assertThat(office.loose(Account.ADVANCES)).isEqualTo(45_000);

    Audit.Report report = audit(office.ledger).of(Office.WORKSPACE);

    assertThat(report.restored()).isEqualTo(1);
    assertThat(report.flaws()).isEmpty();
    assertThat(reserve()).isEqualTo(500_000);
    assertThat(office.loose(Account.ADVANCES)).isZero();
    assertThat(audit(office.ledger).of(Office.WORKSPACE).restored()).isZero();
  }

  @Test
  void whatComesBackIntoTheReserveChangesNoDayThatIsOver() {
    repay();
    office.advance(Duration.ofDays(1));

    audit(office.ledger).of(Office.WORKSPACE);

    assertThat(office.ledger.head(Book.reserve(Office.WORKSPACE, Office.RUB)))
        .map(Line::at)
        .contains(office.now.get());
  }

  @Test
  void aLegThatIsMissingIsFound() {
    office.credit("vera", 100_000);
    LedgerStore withoutLoose =
        new Reading(office.ledger) {
          @Override
          public List<Loose> loose(String workspace, int shard, String after, int atMost) {
            return List.of();
          }
        };
    assertThat(audit(withoutLoose).of(Office.WORKSPACE).flaws()).hasSize(1);
  }

  @Test
  void thereIsNothingToProveInAWorkspaceThatIsNot() {
    assertThatThrownBy(() -> audit(office.ledger).of("nowhere")).isInstanceOf(Refused.class);
  }

  private void repay() {
    office.wallets.fund(office.in("maria"), rub(500_000), "own money", "reserve");
    ConsultationId first = office.closed(100_000);
    office.does("vera", first, new Command.Accept());
    office.does("irina", first, new Command.Refund(rub(50_000), "It was wrong after all."));
    office.advance(Duration.ofDays(1));
    ConsultationId second = office.closed(60_000);
    office.does("vera", second, new Command.Accept());
  }

  private long reserve() {
    return office
        .ledger
        .head(Book.reserve(Office.WORKSPACE, Office.RUB))
        .orElseThrow()
        .balance(Account.RESERVE);
  }

  private Audit audit(LedgerStore store) {
    return new Audit(store, office.directory, office.now::get, _ -> {});
  }

  /** A store that only forwards. */
  private static class Reading implements LedgerStore {
    private final LedgerStore store;

    Reading(LedgerStore store) {
      this.store = store;
    }

    @Override
    public Optional<Line> head(Book book) {
      return store.head(book);
    }

    @Override
    public List<Line> page(Book book, long after, int atMost) {
      return store.page(book, after, atMost);
    }

    @Override
    public Optional<Loose> loose(String workspace, String transfer) {
      return store.loose(workspace, transfer);
    }

    @Override
    public List<Loose> loose(String workspace, int shard, String after, int atMost) {
      return store.loose(workspace, shard, after, atMost);
    }

    @Override
    public boolean commit(Posting posting) {
      return store.commit(posting);
    }
  }
}
