package dev.parley.core.trade;

import dev.parley.core.consultation.Actor;
import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.Consultation;
import dev.parley.core.consultation.Parties;
import dev.parley.core.consultation.Rules;
import dev.parley.core.consultation.Situation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everybody who buys, sells and judges; what they do next is chance. */
final class Traders {
  private static final Duration MEAN = Duration.ofMinutes(100);
  private static final int LIVE = 7;

  /** One of so many is never closed by its specialist. */
  private static final int FORGOTTEN = 4;

  private static final Map<Command.Name, Integer> EAGERNESS = new EnumMap<>(Command.Name.class);

  static {
    for (Command.Name name : Command.Name.values()) {
      EAGERNESS.put(name, 2);
    }
    EAGERNESS.put(Command.Name.OFFER, 12);
    EAGERNESS.put(Command.Name.AGREE, 14);
    EAGERNESS.put(Command.Name.PAY, 20);
    EAGERNESS.put(Command.Name.CLOSE, 20);
    EAGERNESS.put(Command.Name.CLAIM, 10);
    EAGERNESS.put(Command.Name.RESOLVE, 6);
    EAGERNESS.put(Command.Name.CANCEL, 1);
    EAGERNESS.put(Command.Name.DECLINE, 1);
  }

  private final Market market;
  private final Wishes wishes;
  private final List<Errand> errands = new ArrayList<>();
  private boolean busy = true;

  Traders(Market market) {
    this.market = market;
    this.wishes = new Wishes(market);
  }

  List<Errand> errands() {
    return errands;
  }

  void begin() {
    Market.WORKSPACES.forEach(workspace -> errand(wishes.fund(workspace)));
    next();
  }

  void rest() {
    busy = false;
  }

  private void next() {
    market.clockwork.in(
        market.chance.about(MEAN.toNanos() / 1_000),
        () -> {
          if (busy) {
            act();
            next();
          }
        });
  }

  private void act() {
    int drawn = market.chance.below(100);
    if (drawn < 8) {
      repeat();
    } else if (drawn < 16) {
      errand(wishes.credit(market.chance.of(Market.WORKSPACES)));
    } else if (drawn < 20) {
      wishes.talk();
    } else if (drawn < 22) {
      wishes.changePolicy();
    } else if (drawn < 23) {
      errand(wishes.fund(market.chance.of(Market.WORKSPACES)));
    } else if (drawn < 25) {
      wishes.look();
    } else if (drawn < 27 || live() < LIVE) {
      errand(wishes.request(market.chance.of(market.dialogs)));
    } else {
      command();
    }
  }

  private long live() {
    return market.audit().orders().all().stream().filter(Consultation::isLive).count();
  }

  /** Now and then two devices want it at once. */
  private void errand(Errand errand) {
    errands.add(errand);
    market.clockwork.in(market.chance.between(0, Hints.NEAR), errand::run);
    if (market.chance.oneIn(6)) {
      market.tally.count("errand doubled");
      market.clockwork.in(market.chance.between(0, Hints.NEAR), errand::run);
    }
  }

  /** What was answered long ago is asked for again, or something else under its key. */
  private void repeat() {
    List<Errand> answered = errands.stream().filter(it -> it.receipt().isPresent()).toList();
    if (!answered.isEmpty()) {
      Errand errand = market.chance.of(answered);
      if (market.chance.oneIn(3)) {
        errand.mistake();
      } else {
        market.tally.count("errand repeated");
        errand.run();
      }
    }
  }

  private void command() {
    List<Consultation> all = market.audit().orders().all();
    Consultation one = some(all);
    List<Turn> turns = new ArrayList<>();
    boolean mischief = market.chance.perMille(60);
    for (Actor actor : List.of(Actor.CLIENT, Actor.SPECIALIST, Actor.ARBITER)) {
      Set<Command.Name> names =
          mischief ? EnumSet.complementOf(EnumSet.of(Command.Name.WAKE)) : allowed(one, actor);
      names.forEach(
          name -> turns.addAll(Collections.nCopies(EAGERNESS.get(name), new Turn(actor, name))));
    }
    if (!turns.isEmpty()) {
      Turn turn = market.chance.of(turns);
      market.tally.count("command " + turn.name().text());
      carryOut(one, turn.actor(), turn.name());
    }
  }

  /** As a rule one that goes on, now and then one that is over. */
  private Consultation some(List<Consultation> all) {
    List<Consultation> live = all.stream().filter(Consultation::isLive).toList();
    return live.isEmpty() || market.chance.oneIn(8)
        ? market.chance.of(all)
        : market.chance.of(live);
  }

  private record Turn(Actor actor, Command.Name name) {}

  private void carryOut(Consultation one, Actor actor, Command.Name name) {
    Optional<Errand> errand = wishes.command(one, person(one.parties(), actor), name);
    errand.ifPresent(this::errand);
    // Somebody else wants something of the same at the same time.
    if (market.chance.oneIn(5)) {
      Actor rival = market.chance.of(List.of(Actor.CLIENT, Actor.SPECIALIST));
      Set<Command.Name> allowed = allowed(one, rival);
      if (!allowed.isEmpty()) {
        Command.Name other = market.chance.of(List.copyOf(allowed));
        wishes.command(one, person(one.parties(), rival), other).ifPresent(this::errand);
      }
    }
  }

  private Set<Command.Name> allowed(Consultation one, Actor actor) {
    Set<Command.Name> allowed = EnumSet.noneOf(Command.Name.class);
    allowed.addAll(
        Rules.allowed(
            new Situation(
                one.stage(),
                one.done().size(),
                actor,
                market.policy(one.id().workspace()),
                market.clockwork.now())));
    if (Math.floorMod(one.id().value().hashCode(), FORGOTTEN) == 0) {
      allowed.remove(Command.Name.CLOSE);
    }
    return allowed;
  }

  private static String person(Parties parties, Actor actor) {
    return switch (actor) {
      case CLIENT -> parties.client();
      case SPECIALIST -> parties.specialist();
      case ARBITER, TIME -> Market.ARBITER;
    };
  }

  /** Whoever does not know whether it was done asks until they do. */
  void settle() {
    errands.stream().filter(Errand::isOpen).forEach(Errand::run);
  }
}
