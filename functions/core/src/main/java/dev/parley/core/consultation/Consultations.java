package dev.parley.core.consultation;

import dev.parley.core.conversation.Chronicle;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Names;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.ConsultationPolicy;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests, shows and changes consultations, for people and for time. */
public final class Consultations {
  private final Ports ports;
  private final Steps steps;
  private final Chronicle chronicle;

  public Consultations(Ports ports) {
    this.ports = ports;
    this.steps = new Steps(ports);
    this.chronicle = new Chronicle(ports.conversations());
  }

  /**
   * A consultation as somebody sees it.
   *
   * @param request the question it began with
   * @param terms those that stand, at length
   * @param names of the two
   */
  public record Shown(
      Consultation consultation,
      Actor viewer,
      Set<Command.Name> allowed,
      Optional<Paper> request,
      Optional<Paper> terms,
      Names names) {}

  /**
   * A part of a list. It may hold less than was asked for, or nothing, and yet not be the last.
   *
   * @param next what the next part comes after; empty for the last one
   */
  public record Page<P>(List<Shown> shown, Optional<P> next) {
    public Page {
      shown = List.copyOf(shown);
    }
  }

  /** The client of a conversation with a specialist asks for a consultation. */
  public Receipt request(
      Membership me, ConversationId where, String key, Wish wish, Optional<String> question) {
    Conversation conversation = chronicle.head(where).conversation();
    Parties parties = parties(me, conversation);
    String person = me.member().person();
    ConsultationId id = ConsultationId.requested(where.workspace(), person, key);
    Done.Wanted wanted = Done.Wanted.request(person, key, where, wish, question);
    Steps.Request request = new Steps.Request(id, parties, wish, question);
    return steps.begin(request, wanted, me.workspace().consultations()).receipt().orElseThrow();
  }

  /** Carries a command out, once under its key. */
  public Receipt command(Membership me, ConsultationId id, String key, Command command) {
    Consultation found = ports.store().find(id).orElseThrow(Refused::notFound);
    Actor actor = Actor.of(me.member(), found.parties());
    ConsultationPolicy policy = me.workspace().consultations();
    Done.Wanted wanted = Done.Wanted.of(me.member().person(), key, command);
    if (found.done(wanted).isEmpty()) {
      steps.settle(found, policy);
      requireFiles(found.parties(), command);
    }
    Steps.Wisher wisher = new Steps.Wisher(me.member().person(), actor, Optional.of(wanted));
    return steps.command(id, wisher, policy, command).receipt().orElseThrow();
  }

  /** One consultation; what time has brought about by now is made so first. */
  public Shown show(Membership me, ConsultationId id) {
    Consultation found = ports.store().find(id).orElseThrow(Refused::notFound);
    Actor viewer = Actor.of(me.member(), found.parties());
    Consultation current = steps.settle(found, me.workspace().consultations());
    return shown(me, current, viewer, names(List.of(current)));
  }

  /**
   * The caller's own live consultations, as client and as specialist, in the order of their ids;
   * what time has brought about by now is made so first.
   *
   * @param after the last one of the page before
   */
  public Page<ConsultationId> live(Membership me, Optional<ConsultationId> after, int atMost) {
    List<ConsultationId> found =
        Stream.of(Actor.CLIENT, Actor.SPECIALIST)
            .flatMap(side -> live(me, side, after, atMost + 1))
            .distinct()
            .sorted(Comparator.comparing(ConsultationId::value))
            .toList();
    List<Consultation> live =
        found.stream()
            .limit(atMost)
            .flatMap(id -> current(me, id))
            .filter(Consultation::isLive)
            .toList();
    return page(me, live, next(found, atMost));
  }

  /** What the caller has paid for consultations that are not over. */
  public Money held(Membership me) {
    Currency currency = me.workspace().consultations().currency();
    return live(me, Actor.CLIENT, Optional.empty(), Integer.MAX_VALUE)
        .flatMap(id -> ports.store().find(id).stream())
        .flatMap(one -> one.stage() instanceof Stage.Holding it ? Stream.of(it) : Stream.empty())
        .map(stage -> stage.standing().price())
        .reduce(Money.zero(currency), Money::plus);
  }

  private Stream<ConsultationId> live(
      Membership me, Actor side, Optional<ConsultationId> after, int atMost) {
    String person = me.member().person();
    return ports.store().live(me.workspace().id(), side, person, after, atMost).stream();
  }

  private static <P> Optional<P> next(List<P> found, int atMost) {
    return found.size() > atMost ? Optional.of(found.get(atMost - 1)) : Optional.empty();
  }

  /**
   * The claims that wait for an arbiter, the oldest first; none that the arbiter is party to.
   *
   * @param after the last one of the page before
   */
  public Page<Claimed> claims(Membership me, Optional<Claimed> after, int atMost) {
    if (!me.member().is(Role.ARBITER)) {
      throw Refused.of(Code.NOT_ALLOWED, "Only an arbiter sees all claims.");
    }
    List<Claimed> found = ports.store().claims(me.workspace().id(), after, atMost + 1);
    List<Consultation> claims =
        found.stream()
            .limit(atMost)
            .flatMap(it -> current(me, it.consultation()))
            .filter(one -> one.stage() instanceof Stage.Disputed)
            .filter(one -> Actor.of(me.member(), one.parties()) == Actor.ARBITER)
            .toList();
    return page(me, claims, next(found, atMost));
  }

  private <P> Page<P> page(Membership me, List<Consultation> all, Optional<P> next) {
    Names names = names(all);
    return new Page<>(
        all.stream()
            .map(one -> shown(me, one, Actor.of(me.member(), one.parties()), names))
            .toList(),
        next);
  }

  private Stream<Consultation> current(Membership me, ConsultationId id) {
    return ports.store().find(id).stream()
        .map(found -> steps.settle(found, me.workspace().consultations()));
  }

  /** The names of all parties, looked up at once. */
  private Names names(List<Consultation> all) {
    if (all.isEmpty()) {
      return new Names(Map.of(), Map.of());
    }
    Set<String> people =
        all.stream()
            .map(Consultation::parties)
            .flatMap(two -> Stream.of(two.client(), two.specialist()))
            .collect(Collectors.toSet());
    String workspace = all.getFirst().id().workspace();
    return new Names(ports.conversations().directory().members(workspace, people), Map.of());
  }

  private Shown shown(Membership me, Consultation consultation, Actor viewer, Names names) {
    Situation situation =
        new Situation(
            consultation.stage(),
            consultation.done().size(),
            viewer,
            me.workspace().consultations(),
            now());
    Optional<Paper> terms =
        consultation
            .stage()
            .terms()
            .flatMap(it -> ports.store().paper(consultation.id(), it.version()));
    return new Shown(
        consultation,
        viewer,
        Rules.allowed(situation),
        ports.store().paper(consultation.id(), 0),
        terms,
        names);
  }

  private static Parties parties(Membership me, Conversation conversation) {
    if (!conversation.client().equals(me.member().person())) {
      throw Refused.notFound();
    }
    return switch (conversation.counterpart()) {
      case Counterpart.Specialist specialist ->
          new Parties(conversation.id(), conversation.client(), specialist.person());
      case Counterpart.Channel _, Counterpart.Workspace _ ->
          throw Refused.of(
              Code.NOT_ALLOWED, "A consultation is requested of a specialist, by name.");
    };
  }

  /** What a claim shows is there, and the client's own. */
  private void requireFiles(Parties parties, Command command) {
    if (command instanceof Command.Claim claim) {
      for (long seq : claim.files()) {
        boolean theirs =
            chronicle
                .entry(parties.conversation(), seq)
                .filter(entry -> entry.content() instanceof Content.File)
                .filter(entry -> entry.author().equals(parties.client()))
                .isPresent();
        if (!theirs) {
          throw Refused.field(
              Code.INVALID_FIELD, "files", "These are numbers of entries with files of yours.");
        }
      }
    }
  }

  private Instant now() {
    return ports.conversations().clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
