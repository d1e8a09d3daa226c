package dev.parley.core.faults;

import dev.parley.core.conversation.Attachment;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.Ports;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.core.conversation.SyncCursor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is asked for over a socket. */
final class SocketScenarios {
  private static final Optional<String> REQUEST = Optional.of("r1");
  private static final Attachment FILE =
      new Attachment("AAAAAAAAAAAAAAAAAAAAAA", "lease.pdf", "application/pdf", 9, "c2hhMjU2");

  private SocketScenarios() {}

  static List<Scenario> all() {
    return List.of(
        write("send a text", Stage.CLIENT, it -> it.pair, new Content.Text("Thank you.")),
        write(
            "send a reply",
            Stage.SPECIALIST,
            it -> it.pair,
            new Content.Text("As I said.", Optional.of(2L))),
        write("send as operator", Stage.OPERATOR, it -> it.inChannel, new Content.Text("Here.")),
        write("send a file", Stage.CLIENT, it -> it.pair, new Content.File(FILE, Optional.empty())),
        write("edit", Stage.CLIENT, it -> it.pair, new Content.Edited(2, "What does it take?")),
        command(
            "read", Command.Read.class, Stage.CLIENT, it -> new Command.Read(REQUEST, it.pair, 4)),
        command(
            "read as operator",
            Command.Read.class,
            Stage.OPERATOR,
            it -> new Command.Read(REQUEST, it.inChannel, 3)),
        Scenario.of(
            "type",
            Command.Typing.class,
            (stage, ports) -> {
              stage.advance(Duration.ofMinutes(1));
              stage.told(Stage.SPECIALIST);
              Session session = stage.sockets.get(Stage.CLIENT);
              new SocketCommands(ports).handle(session, new Command.Typing(REQUEST, stage.pair));
              return stage.told(Stage.SPECIALIST);
            }),
        command(
            "watch",
            Command.Watch.class,
            Stage.CLIENT,
            it -> new Command.Watch(REQUEST, it.pair, 1)),
        command(
                "watch as a newcomer to the room",
                Command.Watch.class,
                Stage.OPERATOR,
                it -> new Command.Watch(REQUEST, it.inChannel, 0))
            .after(it -> leave(it, it.inChannel)),
        command(
            "watch after a reset",
            Command.Watch.class,
            Stage.OPERATOR,
            it -> new Command.Watch(REQUEST, it.inChannel, 99)),
        command(
            "unwatch",
            Command.Unwatch.class,
            Stage.OPERATOR,
            it -> new Command.Unwatch(REQUEST, it.inChannel)),
        command(
            "sync",
            Command.Sync.class,
            Stage.CLIENT,
            it -> new Command.Sync(REQUEST, Optional.empty(), Optional.empty())),
        command("sync a channel", Command.Sync.class, Stage.OPERATOR, SocketScenarios::channel),
        command(
                "unsync",
                Command.Unsync.class,
                Stage.OPERATOR,
                it -> new Command.Unsync(REQUEST, Stage.CHANNEL))
            .after(it -> handle(it, Stage.OPERATOR, channel(it))),
        command("ping", Command.Ping.class, Stage.CLIENT, _ -> new Command.Ping(REQUEST)),
        Scenario.of("open a socket", SocketScenarios::opened),
        Scenario.of(
            "close a socket",
            (stage, ports) -> {
              new SocketCommands(ports).closed(stage.sockets.get(Stage.OPERATOR));
              return "";
            }));
  }

  /** A client that never saw the answer opens another socket, so that is the one that counts. */
  private static Object opened(Stage stage, Ports ports) {
    boolean accepted = new SocketCommands(ports).opened(stage.session(Stage.NEWCOMER));
    return accepted;
  }

  private static Command channel(Stage stage) {
    return new Command.Sync(
        REQUEST,
        Optional.of(Stage.CHANNEL),
        Optional.of(new SyncCursor(stage.now().minus(Duration.ofHours(1)), Optional.empty())));
  }

  private static void leave(Stage stage, ConversationId id) {
    handle(stage, Stage.OPERATOR, new Command.Unwatch(REQUEST, id));
  }

  private static void handle(Stage stage, String person, Command command) {
    new SocketCommands(stage.clean).handle(stage.sockets.get(person), command);
    stage.told(person);
  }

  private static Scenario write(
      String name, String person, Function<Stage, ConversationId> where, Content.Written content) {
    return command(
        name,
        Command.Write.class,
        person,
        stage -> {
          Draft draft = Stage.draft(where.apply(stage), "4.fourth", 4, content);
          return new Command.Write(REQUEST, draft);
        });
  }

  private static Scenario command(
      String name, Class<?> wish, String person, Function<Stage, Command> command) {
    return Scenario.of(
        name,
        wish,
        (stage, ports) -> {
          stage.told(person);
          new SocketCommands(ports).handle(stage.sockets.get(person), command.apply(stage));
          return stage.told(person);
        });
  }
}
