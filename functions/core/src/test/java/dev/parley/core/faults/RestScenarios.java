package dev.parley.core.faults;

import dev.parley.core.conversation.Caller;
import dev.parley.core.conversation.Change;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.InboxLists;
import dev.parley.core.conversation.Members;
import dev.parley.core.conversation.Messages;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.Projection;
import dev.parley.core.conversation.ReadMarks;
import dev.parley.core.conversation.Reason;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.ShowTyping;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.core.conversation.Standings;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** What is asked for by calls, and what Parley does by itself. */
final class RestScenarios {
  private static final Change BLOCK = new Change.Block(true);

  private RestScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.addAll(openings());
    all.addAll(looks());
    all.addAll(writing());
    all.addAll(changes());
    all.addAll(memberChanges());
    all.add(
        Scenario.of(
                "project",
                (stage, ports) -> {
                  stage.told(Stage.SPECIALIST);
                  Projection projection = new Projection(ports);
                  Entry newest = stage.clean.store().head(stage.pair).last();
                  projection.tell(projection.project(stage.pair, newest));
                  return stage.told(Stage.SPECIALIST);
                })
            .after(RestScenarios::moreIsSaid));
    all.add(
        Scenario.of("rebuild", (stage, ports) -> new Projection(ports).rebuild(stage.pair))
            .after(RestScenarios::moreIsSaid));
    return all;
  }

  /** Whoever does not watch is told by their inbox. */
  private static void moreIsSaid(Stage stage) {
    Session session = stage.sockets.get(Stage.SPECIALIST);
    Command unwatch = new Command.Unwatch(Optional.empty(), stage.pair);
    new SocketCommands(stage.clean).handle(session, unwatch);
    stage.write(Stage.CLIENT, Stage.draft(stage.pair, "4.fourth", 4, new Content.Text("And now?")));
  }

  private static List<Scenario> openings() {
    return List.of(
        open(
            "open with a specialist",
            Stage.NEWCOMER,
            new Opening.ByClient(new Counterpart.Specialist(Stage.SPECIALIST))),
        open(
            "open with a channel",
            Stage.NEWCOMER,
            new Opening.ByClient(new Counterpart.Channel(Stage.CHANNEL))),
        open(
            "open as a specialist",
            Stage.SPECIALIST,
            new Opening.ByStaff(Stage.NEWCOMER, Optional.empty())),
        open(
            "open as an operator",
            Stage.OPERATOR,
            new Opening.ByStaff(Stage.NEWCOMER, Optional.of(Stage.CHANNEL))));
  }

  private static Scenario open(String name, String person, Opening wish) {
    return Scenario.of(
        name,
        wish.getClass(),
        (stage, ports) -> {
          Conversations.Opened opened = new Conversations(ports).open(stage.me(person), wish);
          return Told.shown(List.of(opened.conversation()));
        });
  }

  private static List<Scenario> looks() {
    return List.of(
        Scenario.of(
            "show",
            (stage, ports) -> {
              Conversations.Shown shown =
                  new Conversations(ports).show(stage.me(Stage.CLIENT), stage.pair);
              return Told.shown(List.of(shown))
                  + " "
                  + shown.names().ofPerson(Stage.CLIENT)
                  + shown.read();
            }),
        Scenario.of(
            "list one's own",
            (stage, ports) -> {
              InboxLists.Listed listed =
                  new InboxLists(ports).mine(stage.me(Stage.CLIENT), false, Optional.empty(), 10);
              return Told.shown(listed.conversations());
            }),
        Scenario.of(
            "list a channel",
            (stage, ports) -> {
              InboxLists.Listed listed =
                  new InboxLists(ports)
                      .ofChannel(stage.me(Stage.OPERATOR), Stage.CHANNEL, Optional.empty(), 10);
              return Told.shown(listed.conversations());
            }),
        Scenario.of(
            "list what is blocked",
            (stage, ports) ->
                Told.shown(
                    new Standings(ports)
                        .blockedBy(stage.me(Stage.CLIENT), Optional.empty(), 10)
                        .conversations())),
        Scenario.of(
            "read entries",
            (stage, ports) -> {
              Conversations.Page page =
                  new Conversations(ports).read(stage.me(Stage.CLIENT), stage.pair, 1, 2);
              return Told.entries(page.entries());
            }));
  }

  private static List<Scenario> writing() {
    return List.of(
        Scenario.of(
            "send by a call",
            (stage, ports) -> {
              Caller caller = new Caller.OverRest(stage.me(Stage.OPERATOR));
              Content.Text text = new Content.Text("Here.");
              Messages.Written written =
                  new Messages(ports)
                      .write(caller, Stage.draft(stage.inChannel, "4.fourth", 4, text));
              return written.receipt().seq();
            }),
        Scenario.of(
            "read by a call",
            (stage, ports) -> {
              Caller caller = new Caller.OverRest(stage.me(Stage.OPERATOR));
              return new ReadMarks(ports).mark(caller, stage.inChannel, 3).marked().seq();
            }),
        Scenario.of(
            "type by a call",
            (stage, ports) -> {
              stage.advance(Duration.ofMinutes(1));
              stage.told(Stage.SPECIALIST);
              new ShowTyping(ports).handle(stage.me(Stage.CLIENT), stage.pair);
              return stage.told(Stage.SPECIALIST);
            }));
  }

  private static List<Scenario> changes() {
    return List.of(
        change(Stage.CLIENT, BLOCK),
        change(Stage.SPECIALIST, new Change.Unblock(true)).after(with(Stage.SPECIALIST, BLOCK)),
        change(Stage.CLIENT, new Change.Hide()),
        change(Stage.CLIENT, new Change.Restore()).after(with(Stage.CLIENT, new Change.Hide())),
        change(Stage.SPECIALIST, RestScenarios::restrict, Change.Restrict.class),
        change(Stage.SPECIALIST, new Change.Lift())
            .after(stage -> change(stage, Stage.SPECIALIST, restrict(stage))),
        change(Stage.CLIENT, new Change.Leave()),
        change(Stage.CLIENT, new Change.Return()).after(with(Stage.CLIENT, new Change.Leave())));
  }

  private static Change restrict(Stage stage) {
    return new Change.Restrict(
        Reason.OTHER, Optional.of("so"), stage.now().plus(Duration.ofHours(1)));
  }

  private static Scenario change(String person, Change change) {
    return change(person, _ -> change, change.getClass());
  }

  private static Scenario change(
      String person, Function<Stage, Change> change, Class<? extends Change> wish) {
    return Scenario.of(
        wish.getSimpleName(),
        wish,
        (stage, ports) -> {
          Conversations.Shown shown =
              new Standings(ports).change(stage.me(person), stage.pair, change.apply(stage));
          return Told.shown(List.of(shown));
        });
  }

  private static Consumer<Stage> with(String person, Change change) {
    return stage -> change(stage, person, change);
  }

  private static void change(Stage stage, String person, Change change) {
    new Standings(stage.clean).change(stage.me(person), stage.pair, change);
  }

  private static List<Scenario> memberChanges() {
    return List.of(
        member(Stage.OPERATOR, new MemberChange.Revoke()),
        member(Stage.OPERATOR, new MemberChange.Grant(Set.of(Role.OPERATOR), Set.of("kazan"))),
        member(Stage.CLIENT, new MemberChange.Link("card 7")),
        member(Stage.CLIENT, new MemberChange.Unlink())
            .after(with(Stage.CLIENT, new MemberChange.Link("card 7"))),
        member(Stage.CLIENT, new MemberChange.Hold("a dispute")),
        member(Stage.CLIENT, new MemberChange.Release())
            .after(with(Stage.CLIENT, new MemberChange.Hold("a dispute"))));
  }

  private static Scenario member(String person, MemberChange change) {
    return Scenario.of(
        change.getClass().getSimpleName(),
        change.getClass(),
        (stage, ports) ->
            new Members(ports).change(stage.me(Stage.ADMINISTRATOR), person, change).active());
  }

  private static Consumer<Stage> with(String person, MemberChange change) {
    return stage -> new Members(stage.clean).change(stage.me(Stage.ADMINISTRATOR), person, change);
  }
}
