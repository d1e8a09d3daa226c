package dev.parley.core.simulation;

import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One run of the simulation: people talk until enough was said, then everything comes to rest. */
final class Day {
  private static final Duration NIGHT = Duration.ofHours(25);
  private static final Duration OFFICE_CLOSES = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofHours(12);
  private static final int CALM_ROUNDS = 60;
  private static final long LOOK = 500_000;

  private final Tally tally = new Tally();
  private final Clockwork clockwork = new Clockwork();
  private final Cloud cloud;
  private final Town town;

  private Day(long seed) {
    cloud = new Cloud(clockwork, new Chance(seed), tally);
    town = new Town(cloud);
  }

  /** Runs on a thread that is cheap to hand over to. */
  static Tally run(long seed, long messages) throws InterruptedException {
    Tally[] result = new Tally[1];
    Throwable[] failure = new Throwable[1];
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    result[0] = new Day(seed).run(messages);
                  } catch (RuntimeException | Error e) {
                    failure[0] = e;
                  }
                });
    thread.join();
    if (failure[0] != null) {
      throw new AssertionError(
          "-Dparley.seed=" + seed + " shows it again: " + failure[0], failure[0]);
    }
    return result[0];
  }

  private Tally run(long messages) {
    Habits habits = new Habits(town);
    habits.begin();
    clockwork.run(() -> cloud.ledger.messages() >= messages / 2);
    clockwork.skip(NIGHT);
    clockwork.run(() -> cloud.ledger.messages() >= messages);
    town.rest();
    cloud.calm();
    // What administrators were still trying has been done by then.
    Instant done = clockwork.now().plus(OFFICE_CLOSES);
    clockwork.run(() -> clockwork.now().isAfter(done));
    new Errands(town).restore();
    town.devices().forEach(Device::on);
    settle();
    calm();
    resync();
    new Laws(town).check();
    tally.count("day whole");
    return tally;
  }

  private void calm() {
    List<Conversation> conversations = List.copyOf(cloud.ledger.conversations().values());
    Calm calm = new Calm(town);
    for (int round = 0; round < CALM_ROUNDS; round++) {
      Conversation one = cloud.chance.of(conversations);
      town.devices().forEach(device -> device.screen().leave(one.id()));
      settle();
      calm.begin(one);
      settle();
      calm.end(one);
      settle();
    }
  }

  /** Every device looks at everything it has once more; nothing is projected again. */
  private void resync() {
    cloud.gateway.cutAll();
    town.devices().forEach(Device::on);
    settle();
    for (Device device : town.devices()) {
      device.lists().sync(Optional.empty());
      device.wake();
      visit(device, new ArrayDeque<>(device.screen().views().keySet()));
    }
    settle();
  }

  /** Fails if people still wait for something when everything has long gone well. */
  private void settle() {
    Instant late = clockwork.now().plus(PATIENCE);
    clockwork.run(() -> clockwork.now().isAfter(late));
    for (Device device : town.devices()) {
      Laws.require(device.isSettled(), device::inWords);
    }
    Laws.require(clockwork.isIdle(), () -> "something goes on for ever");
  }

  /** One after the other: a socket does not watch all that there is. */
  private void visit(Device device, Deque<ConversationId> rest) {
    if (!rest.isEmpty()) {
      device.screen().watch(rest.getFirst());
      device.wake();
      clockwork.in(LOOK, () -> leave(device, rest));
    }
  }

  private void leave(Device device, Deque<ConversationId> rest) {
    ConversationId id = rest.getFirst();
    boolean seen = device.screen().isComplete(id) || !device.screen().views().containsKey(id);
    if (seen) {
      rest.removeFirst();
      if (device.screen().watched().contains(id)) {
        device.screen().unwatch(id);
      }
    }
    clockwork.in(LOOK, () -> visit(device, rest));
  }
}
