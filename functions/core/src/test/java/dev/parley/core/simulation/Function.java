package dev.parley.core.simulation;

import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.InboxLists;
import dev.parley.core.conversation.Members;
import dev.parley.core.conversation.Messages;
import dev.parley.core.conversation.Ports;
import dev.parley.core.conversation.Projection;
import dev.parley.core.conversation.ReadMarks;
import dev.parley.core.conversation.ShowTyping;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.core.conversation.Standings;

/** A running instance of the functions, with a clock of its own. */
record Function(
    Ports ports,
    SocketCommands socket,
    Messages messages,
    ReadMarks marks,
    ShowTyping typing,
    Standings standings,
    Members members,
    Conversations conversations,
    InboxLists lists,
    Projection projection) {
  static Function on(Ports ports) {
    return new Function(
        ports,
        new SocketCommands(ports),
        new Messages(ports),
        new ReadMarks(ports),
        new ShowTyping(ports),
        new Standings(ports),
        new Members(ports),
        new Conversations(ports),
        new InboxLists(ports),
        new Projection(ports));
  }
}
