package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.rub;

import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Goes wherever the rules let anybody go, and notes the steps. */
final class Exploration {
  private static final List<Duration> WAITS =
      List.of(
          Duration.ZERO,
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(4),
          Duration.ofDays(8),
          Duration.ofDays(20));

  private final Set<Transition> taken = new LinkedHashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Deque<Place> open = new ArrayDeque<>();

  private record Place(Stage stage, Instant since) {}

  private Exploration() {}

  /** Every step that somebody can take. */
  static Set<Transition> steps() {
    Exploration it = new Exploration();
    for (Optional<Duration> start :
        List.of(Optional.<Duration>empty(), Optional.of(WAITS.get(4)))) {
      Wish wish = wish(start, Office.START);
      it.enter(
          Optional.empty(),
          Actor.CLIENT,
          Rules.request(wish, Cases.POLICY, Office.START),
          Office.START);
    }
    while (!it.open.isEmpty()) {
      it.leave(it.open.remove());
    }
    return it.taken;
  }

  private static Wish wish(Optional<Duration> start, Instant now) {
    return new Wish("Lease check", new Due.Within(Duration.ofDays(2)), start.map(now::plus));
  }

  private void enter(Optional<Stage> from, Actor actor, Step step, Instant now) {
    Transition transition = Transition.of(from, step, actor);
    boolean free = step.stage().terms().map(Terms::isFree).orElse(false);
    if (free && !transition.money().equals("-")) {
      throw new AssertionError("money moves in a free consultation: " + transition);
    }
    taken.add(transition);
    if (seen.add(likeness(step.stage(), now))) {
      open.add(new Place(step.stage(), now));
    }
  }

  private void leave(Place place) {
    for (Duration wait : WAITS) {
      Instant now = place.since().plus(wait);
      for (Actor actor : Actor.values()) {
        Situation situation = Cases.situation(place.stage(), actor, now);
        commands(situation).forEach(command -> attempt(situation, command));
      }
    }
  }

  private void attempt(Situation it, Command command) {
    try {
      enter(Optional.of(it.stage()), it.actor(), Rules.decide(it, command), it.now());
    } catch (Refused e) {
      // The rules do not go there.
    }
  }

  private static Stream<Command> commands(Situation it) {
    List<Command> commands = new ArrayList<>(Probes.of(it));
    commands.addAll(Cases.commands(it.stage()));
    for (long kopecks : new long[] {0, Cases.PRICE}) {
      for (Optional<Duration> start :
          List.of(Optional.<Duration>empty(), Optional.of(WAITS.get(4)))) {
        Offer offer = new Offer(wish(start, it.now()), rub(kopecks), Optional.empty());
        commands.add(new Command.Propose(offer));
        commands.add(new Command.Revise(offer));
      }
    }
    it.stage().terms().map(Terms::version).map(Command.Agree::new).ifPresent(commands::add);
    Money half = rub(Cases.PRICE / 2);
    commands.add(new Command.Resolve(half, "half"));
    commands.add(new Command.Resolve(rub(0), "nothing"));
    commands.add(new Command.Refund(half, "half"));
    return commands.stream();
  }

  /** Places from which one can go the same ways. */
  private static String likeness(Stage stage, Instant now) {
    String more =
        switch (stage) {
          case Stage.Requested it -> " " + (it.offers() > 0);
          case Stage.Open it -> " " + it.reminders();
          case Stage.Disputed it -> " " + it.remindsAt().isPresent();
          case Stage.Completed it -> " " + it.settlement().refundable().isZero();
          default -> "";
        };
    String terms =
        stage
            .terms()
            .map(it -> it.isFree() + " " + it.wish().startAt().filter(now::isBefore).isPresent())
            .orElse("");
    return Telling.name(stage) + more + terms;
  }
}
