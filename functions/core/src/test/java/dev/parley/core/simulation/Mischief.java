package dev.parley.core.simulation;

import dev.parley.core.conversation.Change;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.Reason;
import dev.parley.core.conversation.Standings;
import dev.parley.core.workspace.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client should not ask for, or not again: nothing comes of any of it. */
final class Mischief {
  private static final long BEYOND = 1_000_000;

  private final Town town;
  private final Cloud cloud;
  private final Chance chance;
  private long made;

  Mischief(Town town) {
    this.town = town;
    this.cloud = town.cloud();
    this.chance = cloud.chance;
  }

  void make(Device device, ConversationId id) {
    Person person = device.owner();
    switch (chance.below(10)) {
      case 0 -> write(device, new ClientMessageId(BEYOND, "beyond" + ++made), id, "never");
      case 1 -> another(device);
      case 2 -> change(person, id, new Change.Block(false));
      case 3 -> change(person, id, restrict());
      case 4 -> change(person, id, person.isStaff() ? new Change.Hide() : new Change.Lift());
      case 5 -> foreign(device);
      case 6 -> stranger(person);
      case 7 -> again(device);
      case 8 -> device.ask(new Command.Watch(device.request(), id, BEYOND));
      default -> device.ask(new Command.Read(device.request(), id, BEYOND));
    }
  }

  private void write(Device device, ClientMessageId message, ConversationId id, String text) {
    Draft draft = new Draft(id, message, 0, false, new Content.Text(text));
    device.ask(new Command.Write(device.request(), draft));
  }

  /** Another text under an id that is used. */
  private void another(Device device) {
    List<Letters.Key> used =
        town.letters().latest().stream()
            .filter(key -> key.author().equals(device.person()))
            .toList();
    if (!used.isEmpty()) {
      Letters.Key key = chance.of(used);
      write(device, key.id(), key.conversation(), "another");
    }
  }

  /** What was acknowledged long ago is sent once more: its author is told the same. */
  private void again(Device device) {
    List<Letters.Key> old = town.letters().old(device.person());
    if (!old.isEmpty()) {
      Letters.Key key = chance.of(old);
      Content content = town.letters().all().get(key).content();
      Draft draft =
          new Draft(
              key.conversation(), key.id(), key.id().base(), false, (Content.Written) content);
      device.ask(new Command.Write(device.request(), draft));
    }
  }

  private Change restrict() {
    return new Change.Restrict(
        Reason.OTHER, Optional.of("too late"), cloud.clockwork.now().minusSeconds(60));
  }

  private void change(Person person, ConversationId id, Change change) {
    cloud.call(
        "mischief",
        person.workspace(),
        person.name(),
        (function, me) -> {
          Standings standings = function.standings();
          return standings.change(me, id, change);
        },
        _ -> {});
  }

  /** Into what is other people's. */
  private void foreign(Device device) {
    List<ConversationId> all = List.copyOf(cloud.ledger.conversations().keySet());
    ConversationId some = chance.of(all);
    boolean mine =
        town.conversationsOf(device.owner()).stream().anyMatch(it -> it.id().equals(some));
    if (!mine && some.workspace().equals(device.owner().workspace())) {
      device.ask(new Command.Watch(device.request(), some, 0));
      device.ask(new Command.Read(device.request(), some, 1));
      write(device, new ClientMessageId(0, "foreign" + ++made), some, "let me in");
    }
  }

  private void stranger(Person person) {
    Map<Role, Opening> wishes =
        Map.of(
            Role.CLIENT, new Opening.ByClient(new Counterpart.Specialist("nobody")),
            Role.SPECIALIST, new Opening.ByStaff("nobody", Optional.empty()),
            Role.OPERATOR, new Opening.ByStaff("nobody", Optional.of("c0")));
    cloud.call(
        "mischief",
        chance.oneIn(2) ? "w0" : person.workspace(),
        person.name(),
        (function, me) -> function.conversations().open(me, wishes.get(person.role())),
        _ -> {});
  }
}
