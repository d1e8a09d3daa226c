package dev.parley.core.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Entry;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Loose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A pack of evidence holds, and shows whatever was done to it. */
class EvidenceTest {
  private final Evidence evidence = EvidenceSample.parted();

  @Test
  void itHolds() {
    assertThat(evidence.flaws()).isEmpty();
    assertThat(evidence.papers()).hasSize(3);
    assertThat(evidence.lines()).extracting(link -> link.line().transfer()).hasSize(8);
    assertThat(evidence.agreement()).map(Entry::author).contains("vera");
  }

  @Test
  void anEntryLeftOutShows() {
    assertThat(withEntries(entries -> entries.subList(0, entries.size() - 1)).flaws())
        .contains(Evidence.Flaw.STEPS);
    assertThat(withEntries(entries -> without(entries, 3)).flaws()).contains(Evidence.Flaw.LOG);
  }

  @Test
  void otherTermsShow() {
    List<Paper> papers = new ArrayList<>(evidence.papers());
    Paper terms = papers.removeLast();
    papers.add(
        new Paper(
            terms.consultation(),
            terms.number(),
            terms.terms(),
            terms.text().map(text -> text + " And paint the walls.")));
    assertThat(with(papers, evidence.lines(), evidence.loose()).flaws())
        .containsExactly(Evidence.Flaw.TERMS);
  }

  /** Whoever makes up terms can give them a hash of their own, but the log names another. */
  @Test
  void termsThatNobodyAgreedToShowThoughTheirOwnHashIsRight() {
    List<Paper> papers = new ArrayList<>(evidence.papers());
    Paper agreed = papers.removeLast();
    Offer other = Office.offer(99_000);
    Terms madeUp = Terms.of(2, other, agreed.terms().orElseThrow().commission());
    papers.add(new Paper(agreed.consultation(), 2, Optional.of(madeUp), other.details()));
    assertThat(with(papers, evidence.lines(), evidence.loose()).flaws())
        .containsExactly(Evidence.Flaw.TERMS);
    Content.Progress told =
        (Content.Progress) evidence.agreement().map(Entry::content).orElseThrow();
    assertThat(told.terms()).isEqualTo(agreed.terms().map(Telling::mark));
  }

  @Test
  void aLineLeftOutShows() {
    List<Evidence.Link> lines = new ArrayList<>(evidence.lines());
    lines.removeFirst();
    assertThat(with(evidence.papers(), lines, evidence.loose()).flaws())
        .contains(Evidence.Flaw.ESCROW, Evidence.Flaw.TRANSFER);
  }

  @Test
  void aLineOfAnotherTimeShows() {
    List<Evidence.Link> lines = new ArrayList<>(evidence.lines());
    Evidence.Link wallet = lines.get(2);
    lines.set(2, new Evidence.Link(lines.get(3).before(), wallet.line()));
    assertThat(with(evidence.papers(), lines, evidence.loose()).flaws())
        .contains(Evidence.Flaw.BOOK);
  }

  @Test
  void aMissingCommissionShows() {
    List<Loose> loose = evidence.loose().subList(1, evidence.loose().size());
    assertThat(with(evidence.papers(), evidence.lines(), loose).flaws())
        .containsExactly(Evidence.Flaw.TRANSFER);
  }

  @Test
  void amountsSwappedBetweenAdvanceAndCommissionShow() {
    List<Loose> loose = new ArrayList<>(evidence.loose());
    loose.replaceAll(it -> it.amounts().size() == 2 ? swapped(it) : it);
    assertThat(loose).isNotEqualTo(evidence.loose());
    assertThat(with(evidence.papers(), evidence.lines(), loose).flaws())
        .containsExactly(Evidence.Flaw.LEGS);
  }

  private static Loose swapped(Loose it) {
    Map<Account, Long> amounts =
        Map.of(
            Account.COMMISSION, it.amounts().get(Account.ADVANCES),
            Account.ADVANCES, it.amounts().get(Account.COMMISSION));
    return new Loose(it.workspace(), it.transfer(), it.currency(), it.cause(), it.at(), amounts);
  }

  private static List<Entry> without(List<Entry> entries, int index) {
    List<Entry> rest = new ArrayList<>(entries);
    rest.remove(index);
    return rest;
  }

  private Evidence withEntries(UnaryOperator<List<Entry>> change) {
    return new Evidence(
        evidence.consultation(),
        evidence.conversation(),
        change.apply(evidence.entries()),
        evidence.papers(),
        evidence.lines(),
        evidence.loose());
  }

  private Evidence with(List<Paper> papers, List<Evidence.Link> lines, List<Loose> loose) {
    return new Evidence(
        evidence.consultation(), evidence.conversation(), evidence.entries(), papers, lines, loose);
  }
}
