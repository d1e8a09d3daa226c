package dev.parley.core.simulation;

import dev.parley.core.conversation.Caller;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.Receipt;
import dev.parley.core.workspace.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people do on their devices all day. */
final class Habits {
  private static final long PAUSE = 2_500_000;
  private static final long SHORT_PAUSE = 200_000;
  private static final int AWAY = 964;
  private static final long MOMENT = 80_000;
  private static final int BURST = 30;
  private static final int LONG_TEXT = 5_000;

  private final Town town;
  private final Cloud cloud;
  private final Chance chance;
  private final Errands errands;
  private final Mischief mischief;
  private long texts;
  private long rest;

  Habits(Town town) {
    this.town = town;
    this.cloud = town.cloud();
    this.chance = cloud.chance;
    this.errands = new Errands(town);
    this.mischief = new Mischief(town);
  }

  /** Everybody begins. */
  void begin() {
    errands.begin();
    for (Device device : town.devices()) {
      device.wake();
      device.lists().sync(Optional.empty());
      cloud.clockwork.in(chance.about(PAUSE), () -> act(device));
    }
  }

  private void act(Device device) {
    if (!town.isBusy()) {
      return;
    }
    List<Conversation> known = town.conversationsOf(device.owner());
    boolean lively = isLively(known);
    if (!known.isEmpty()) {
      boolean first = chance.perMille(lively ? 800 : 300);
      Conversation one = first ? known.getFirst() : chance.of(known);
      int what = chance.below(1_000);
      // Who talks much is rarely away.
      boolean away = what >= AWAY && lively && !chance.oneIn(6);
      act(device, one.id(), away ? 0 : what);
    }
    cloud.clockwork.in(chance.about(lively ? SHORT_PAUSE : PAUSE), () -> act(device));
  }

  /** Of all conversations the first one becomes much longer than the others. */
  private boolean isLively(List<Conversation> known) {
    return !known.isEmpty()
        && known.getFirst().id().equals(cloud.ledger.conversations().keySet().iterator().next());
  }

  private void act(Device device, ConversationId id, int what) {
    View view = device.screen().view(id);
    if (what < 580) {
      write(device, id);
    } else if (what < 640) {
      edit(device, id);
    } else if (what < 730) {
      device.read(id, chance.between(Math.max(1, view.position() / 2), view.position() + 1));
    } else if (what < 780) {
      device.ask(new Command.Typing(device.request(), id));
    } else if (what < 850) {
      device.screen().watch(id);
    } else if (what < 853) {
      town.conversationsOf(device.owner()).forEach(one -> device.screen().watch(one.id()));
    } else if (what < 862) {
      device.screen().unwatch(id);
    } else if (what < 890) {
      sync(device);
    } else if (what < 895) {
      device.ask(new Command.Ping(device.request()));
    } else if (what < 910) {
      errands.standing(device.owner(), id);
    } else if (what < 925) {
      errands.look(device.owner(), id);
    } else if (what < 952) {
      post(device, id);
    } else if (what < 955) {
      burst(device, id);
    } else if (what < AWAY) {
      mischief.make(device, id);
    } else if (what < 980) {
      vanish(device, id);
    } else if (what < 990) {
      device.off(device.now());
    } else {
      device.off(device.now().plusSeconds(chance.between(1, chance.oneIn(8) ? 2_000 : 60)));
    }
  }

  private void sync(Device device) {
    List<String> channels = List.copyOf(town.everGranted(device.person()));
    if (channels.isEmpty() || chance.oneIn(3)) {
      device.lists().sync(Optional.empty());
    } else if (chance.oneIn(6)) {
      device.lists().unsync(chance.of(channels));
    } else {
      device.lists().sync(Optional.of(chance.of(channels)));
    }
  }

  private void write(Device device, ConversationId id) {
    boolean operator = device.owner().role() == Role.OPERATOR;
    if (operator && !device.screen().isComplete(id) && !chance.oneIn(10)) {
      device.screen().watch(id);
    } else if (device.outbox().waitingIn(id) < 3) {
      device.outbox().write(id, text(device, id), Town.side(device.owner()));
    }
  }

  private Content.Text text(Device device, ConversationId id) {
    long position = device.screen().view(id).position();
    String text = "text " + ++texts + (chance.oneIn(300) ? "x".repeat(LONG_TEXT) : "");
    return position > 0 && chance.oneIn(10)
        ? new Content.Text(text, Optional.of(chance.between(1, position)))
        : new Content.Text(text);
  }

  private void edit(Device device, ConversationId id) {
    Map<Long, View.Held> held = device.screen().view(id).entries();
    List<Long> wanted =
        held.entrySet().stream()
            .filter(it -> it.getValue().content() instanceof Content.Text)
            .filter(it -> it.getValue().author().equals(device.person()) || chance.oneIn(200))
            .map(Map.Entry::getKey)
            .toList();
    if (!wanted.isEmpty()) {
      // A newer text as a rule: an old one cannot be edited any more.
      long of = chance.oneIn(2) ? wanted.getLast() : chance.of(wanted);
      Content.Edited edited = new Content.Edited(of, "edit " + ++texts);
      device.outbox().write(id, edited, Town.side(device.owner()));
    }
  }

  /** Sends something and is gone before it is known what came of it, until much more was said. */
  private void vanish(Device device, ConversationId id) {
    write(device, id);
    long seconds = chance.between(60, 600);
    cloud.clockwork.in(chance.about(MOMENT), () -> device.off(device.now().plusSeconds(seconds)));
  }

  private void burst(Device device, ConversationId id) {
    for (int number = 0; number < BURST; number++) {
      cloud.clockwork.in(Duration.ofMillis(number * 20L), () -> post(device, id));
    }
  }

  /** Writes by a call, and again if it is not known what came of it. */
  private void post(Device device, ConversationId id) {
    long position = device.screen().view(id).position();
    ClientMessageId message = new ClientMessageId(position, "rest_" + ++rest);
    post(device, new Draft(id, message, position, false, text(device, id)));
  }

  private void post(Device device, Draft draft) {
    Person person = device.owner();
    town.letters().tried(person.name(), draft);
    cloud.call(
        "send by a call",
        person.workspace(),
        person.name(),
        (function, me) -> function.messages().write(new Caller.OverRest(me), draft).receipt(),
        answer -> {
          switch (answer) {
            case Answer.Done<Receipt> done ->
                town.letters()
                    .acknowledged(
                        new Letters.Key(
                            draft.conversation(), person.name(), draft.clientMessageId()),
                        done.result().seq());
            case Answer.Lost<?> _ -> post(device, draft);
            case Answer.No<?> _ -> {}
          }
        });
  }
}
