package dev.parley.core.consultation;

import dev.parley.core.conversation.Chain;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.Entry;
import dev.parley.core.digest.Hash;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import dev.parley.core.ledger.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that shows what happened with a consultation: the log it is told in, with earlier
 * wordings; its papers; every line of every book that it moved. Whoever holds it can see for
 * themselves that nothing was changed, left out or put in between.
 *
 * @param entries the whole log of the conversation
 * @param lines of the books of both and of the escrow, each with the hash that it follows
 */
public record Evidence(
    Consultation consultation,
    Conversation conversation,
    List<Entry> entries,
    List<Paper> papers,
    List<Link> lines,
    List<Loose> loose) {
  public Evidence {
    entries = List.copyOf(entries);
    papers = List.copyOf(papers);
    lines = List.copyOf(lines);
    loose = List.copyOf(loose);
  }

  /** A line with the hash of the line in front of it. */
  public record Link(Hash before, Line line) {}

  /** Something that is not as it must be. */
  public enum Flaw {
    /** An entry was changed, is missing or was put in. */
    LOG,
    /** The log does not tell of every step, each once. */
    STEPS,
    /** Terms are not what their hash was made of, or not those that the log names. */
    TERMS,
    /** A line was changed. */
    BOOK,
    /** A line of the escrow is missing. */
    ESCROW,
    /** The legs of a transfer do not sum to zero. */
    TRANSFER,
    /** They do, but they are not those that its lines were written with. */
    LEGS
  }

  /** What is wrong with it; empty when it holds. */
  public List<Flaw> flaws() {
    List<Flaw> flaws = new ArrayList<>();
    check(flaws, Flaw.LOG, Chain.holds(conversation, entries));
    check(flaws, Flaw.STEPS, tellsOfEveryStep());
    check(flaws, Flaw.TERMS, papers.stream().allMatch(Evidence::isAsHashed) && namesItsTerms());
    check(flaws, Flaw.BOOK, lines.stream().allMatch(Evidence::isLinked));
    check(flaws, Flaw.ESCROW, escrowIsWhole());
    Tally tally = tally();
    check(flaws, Flaw.TRANSFER, tally.unbalanced().isEmpty());
    check(flaws, Flaw.LEGS, tally.altered().isEmpty());
    return flaws;
  }

  private static void check(List<Flaw> flaws, Flaw flaw, boolean holds) {
    if (!holds) {
      flaws.add(flaw);
    }
  }

  private boolean tellsOfEveryStep() {
    long version = 0;
    for (Content.Progress step : steps().toList()) {
      version++;
      if (step.version() != version) {
        return false;
      }
    }
    return version == consultation.version();
  }

  /** Whatever the log tells is about terms that lie here, and nobody agreed to none. */
  private boolean namesItsTerms() {
    Set<Content.Progress.Mark> marks = new HashSet<>();
    papers.stream().flatMap(paper -> paper.terms().stream()).map(Telling::mark).forEach(marks::add);
    return steps()
        .allMatch(
            step ->
                step.terms()
                    .map(marks::contains)
                    .orElse(!step.event().equals(Event.AGREED.text())));
  }

  private Stream<Content.Progress> steps() {
    return entries.stream()
        .filter(this::tellsOfIt)
        .map(entry -> (Content.Progress) entry.content());
  }

  private boolean tellsOfIt(Entry entry) {
    return entry.content() instanceof Content.Progress step
        && step.consultation().equals(consultation.id().value());
  }

  private static boolean isAsHashed(Paper paper) {
    return paper
        .terms()
        .map(terms -> terms.areOf(new Offer(terms.wish(), terms.price(), paper.text())))
        .orElse(true);
  }

  private static boolean isLinked(Link link) {
    return link.line().link(link.before()).equals(link.line().hash());
  }

  private boolean escrowIsWhole() {
    Hash before = Hash.NOTHING;
    long number = 0;
    for (Link link : lines) {
      if (link.line().book().owner().equals(consultation.id().value())) {
        number++;
        if (!link.before().equals(before) || link.line().number() != number) {
          return false;
        }
        before = link.line().hash();
      }
    }
    return true;
  }

  private Tally tally() {
    Tally tally = new Tally();
    lines.forEach(link -> tally.add(link.line()));
    loose.forEach(tally::add);
    return tally;
  }

  /** Who agreed to which terms, and when: the entry that tells of it. */
  public Optional<Entry> agreement() {
    return entries.stream()
        .filter(
            entry ->
                tellsOfIt(entry)
                    && ((Content.Progress) entry.content()).event().equals(Event.AGREED.text()))
        .findFirst();
  }
}
