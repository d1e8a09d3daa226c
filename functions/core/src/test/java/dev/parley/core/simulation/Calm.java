package dev.parley.core.simulation;

import dev.parley.core.conversation.Caller;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Draft;
import dev.parley.core.workspace.Role;
import java.util.List;

/**
 * Where nothing goes wrong, whoever has begun to watch is told of every entry at once: nobody has
 * to look again, whatever is written while they begin.
 */
final class Calm {
  private static final long MOMENT = 60_000;
  private static final int MESSAGES = 3;

  private final Town town;
  private final Cloud cloud;
  private long written;

  Calm(Town town) {
    this.town = town;
    this.cloud = town.cloud();
  }

  /** In one conversation, some begin to watch while others write. */
  void begin(Conversation conversation) {
    ConversationId id = conversation.id();
    for (Device device : devices(conversation)) {
      cloud.clockwork.in(cloud.chance.about(MOMENT), () -> device.screen().watch(id));
    }
    for (int number = 0; number < MESSAGES; number++) {
      cloud.clockwork.in(cloud.chance.about(MOMENT), () -> post(conversation.client(), id));
    }
  }

  private void post(String client, ConversationId id) {
    Content.Text text = new Content.Text("calm " + ++written);
    ClientMessageId message = new ClientMessageId(0, "calm_" + written + "_message");
    Draft draft = new Draft(id, message, 0, false, text);
    town.letters().tried(client, draft);
    cloud.call(
        "send by a call",
        id.workspace(),
        client,
        (function, me) -> function.messages().write(new Caller.OverRest(me), draft),
        _ -> {});
  }

  /** Fails if somebody who watches has missed something. */
  void end(Conversation conversation) {
    ConversationId id = conversation.id();
    long last = cloud.ledger.tail(id, 1, 1).orElseThrow().last().seq();
    for (Device device : devices(conversation)) {
      if (device.screen().watched().contains(id)) {
        long position = device.screen().view(id).position();
        Laws.require(
            position == last,
            () -> device.name() + " was told up to " + position + " of " + last + " in " + id);
        device.screen().unwatch(id);
      }
    }
  }

  private List<Device> devices(Conversation conversation) {
    return town.devices().stream()
        .filter(device -> device.owner().role() != Role.ADMINISTRATOR)
        .filter(device -> town.conversationsOf(device.owner()).contains(conversation))
        .toList();
  }
}
