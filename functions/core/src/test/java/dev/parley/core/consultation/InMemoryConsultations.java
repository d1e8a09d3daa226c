package dev.parley.core.consultation;

import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.ledger.InMemoryLedger;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Consultations in memory, beside the conversations and books that their steps write into. */
public final class InMemoryConsultations implements ConsultationStore {
  private static final Comparator<ConsultationId> BY_ID =
      Comparator.comparing(ConsultationId::value);
  private static final Comparator<Claimed> OLDEST_FIRST =
      Comparator.comparing(Claimed::at).thenComparing(Claimed::consultation, BY_ID);

  private record Place(ConsultationId id, int number) {}

  private final Map<ConsultationId, Consultation> consultations = new LinkedHashMap<>();
  private final Map<Place, Paper> papers = new LinkedHashMap<>();
  private final InMemoryConversations conversations;
  private final InMemoryLedger ledger;

  public InMemoryConsultations(InMemoryConversations conversations, InMemoryLedger ledger) {
    this.conversations = conversations;
    this.ledger = ledger;
  }

  @Override
  public synchronized Optional<Consultation> find(ConsultationId id) {
    return Optional.ofNullable(consultations.get(id));
  }

  @Override
  public synchronized Optional<Paper> paper(ConsultationId id, int number) {
    return Optional.ofNullable(papers.get(new Place(id, number)));
  }

  /** Others who write into the same conversations and books do so one after the other, too. */
  @Override
  public synchronized boolean commit(Change change) {
    synchronized (conversations) {
      synchronized (ledger) {
        Commit entry = new Commit(List.of(change.entry()));
        boolean free =
            isNext(change.consultation())
                && conversations.isFree(entry)
                && change.money().map(ledger::isFree).orElse(true)
                && change.paper().filter(it -> papers.containsKey(place(it))).isEmpty();
        if (free) {
          consultations.put(change.consultation().id(), change.consultation());
          change.paper().ifPresent(it -> papers.put(place(it), it));
          conversations.commit(entry);
          change.money().ifPresent(ledger::commit);
        }
        return free;
      }
    }
  }

  private boolean isNext(Consultation consultation) {
    long there = find(consultation.id()).map(Consultation::version).orElse(0L);
    return consultation.version() == there + 1;
  }

  @Override
  public synchronized List<ConsultationId> live(
      String workspace, Actor side, String person, Optional<ConsultationId> after, int atMost) {
    return of(workspace)
        .filter(Consultation::isLive)
        .filter(one -> person.equals(named(one.parties(), side)))
        .map(Consultation::id)
        .filter(id -> after.filter(it -> BY_ID.compare(id, it) <= 0).isEmpty())
        .sorted(BY_ID)
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized List<Claimed> claims(String workspace, Optional<Claimed> after, int atMost) {
    return of(workspace)
        .filter(one -> one.stage() instanceof Stage.Disputed)
        .map(one -> new Claimed(((Stage.Disputed) one.stage()).claimedAt(), one.id()))
        .filter(claim -> after.filter(it -> OLDEST_FIRST.compare(claim, it) <= 0).isEmpty())
        .sorted(OLDEST_FIRST)
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized List<Timer> due(int shard, Instant until, int atMost) {
    return consultations.values().stream()
        .filter(one -> Timer.shard(one.id()) == shard)
        .flatMap(one -> one.stage().wakeAt().map(at -> Timer.of(one, at)).stream())
        .filter(timer -> !timer.at().isAfter(until))
        .sorted(Comparator.comparing(Timer::at))
        .limit(atMost)
        .toList();
  }

  private Stream<Consultation> of(String workspace) {
    return consultations.values().stream().filter(one -> one.id().workspace().equals(workspace));
  }

  private static String named(Parties parties, Actor side) {
    return side == Actor.CLIENT ? parties.client() : parties.specialist();
  }

  private static Place place(Paper paper) {
    return new Place(paper.consultation(), paper.number());
  }
}
