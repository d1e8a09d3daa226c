package dev.parley.core.consultation;

import dev.parley.core.conversation.Chronicle;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Tail;
import dev.parley.core.digest.Hash;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what shows what happened with a consultation. */
public final class Evidences {
  private static final int PAGE = 500;

  private final Ports ports;
  private final Chronicle chronicle;

  public Evidences(Ports ports) {
    this.ports = ports;
    this.chronicle = new Chronicle(ports.conversations());
  }

  /** As it stands now; for a job, since a long conversation takes long to read. */
  public Evidence gather(ConsultationId id) {
    Consultation consultation = ports.store().find(id).orElseThrow(Refused::notFound);
    Tail head = chronicle.head(consultation.parties().conversation());
    List<Evidence.Link> lines = lines(consultation);
    return new Evidence(
        consultation,
        head.conversation(),
        entries(head),
        papers(consultation),
        lines,
        loose(id, lines));
  }

  private List<Entry> entries(Tail head) {
    List<Entry> entries = new ArrayList<>();
    long last = head.last().seq();
    while (entries.size() < last) {
      int most = (int) Math.min(PAGE, last - entries.size());
      entries.addAll(chronicle.page(head.conversation().id(), entries.size(), most));
    }
    return entries;
  }

  private List<Paper> papers(Consultation consultation) {
    List<Paper> papers = new ArrayList<>();
    Optional<Paper> paper = ports.store().paper(consultation.id(), 0);
    while (paper.isPresent()) {
      papers.add(paper.get());
      paper = ports.store().paper(consultation.id(), papers.size());
    }
    return papers;
  }

  /** Of the escrow all lines, of the others those that this consultation has caused. */
  private List<Evidence.Link> lines(Consultation consultation) {
    String workspace = consultation.id().workspace();
    Parties parties = consultation.parties();
    List<Evidence.Link> lines = new ArrayList<>();
    consultation
        .stage()
        .terms()
        .map(terms -> terms.price().currency())
        .or(() -> currency(workspace))
        .ifPresent(
            currency -> {
              String id = consultation.id().value();
              add(lines, Book.escrow(workspace, id, currency), id);
              add(lines, Book.wallet(workspace, parties.client(), currency), id);
              add(lines, Book.income(workspace, parties.specialist(), currency), id);
              add(lines, Book.reserve(workspace, currency), id);
            });
    return lines;
  }

  private Optional<Currency> currency(String workspace) {
    return ports
        .conversations()
        .directory()
        .workspace(workspace)
        .map(it -> it.consultations().currency());
  }

  private void add(List<Evidence.Link> lines, Book book, String consultation) {
    Hash before = Hash.NOTHING;
    long read = 0;
    List<Line> page;
    do {
      page = ports.ledger().page(book, read, PAGE);
      for (Line line : page) {
        if (line.cause().of().equals(consultation)) {
          lines.add(new Evidence.Link(before, line));
        }
        before = line.hash();
      }
      read += page.size();
    } while (page.size() == PAGE);
  }

  private List<Loose> loose(ConsultationId id, List<Evidence.Link> lines) {
    Set<String> transfers = new HashSet<>();
    lines.forEach(link -> transfers.add(link.line().transfer()));
    return transfers.stream()
        .sorted()
        .flatMap(transfer -> ports.ledger().loose(id.workspace(), transfer).stream())
        .toList();
  }
}
