package dev.parley.core.simulation;

import dev.parley.core.conversation.Change;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.Reason;
import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What people ask for by calls: opening, looking, blocking, and what administrators do. */
final class Errands {
  private static final long AGAIN = 2_000_000;
  private static final long UNDONE_AFTER = 8_000_000;
  private static final long MOMENT = 30_000;
  private static final long OFFICE_PAUSE = 15_000_000;
  private static final long GRANTED_AFTER = 20_000_000;

  private final Town town;
  private final Cloud cloud;
  private final Chance chance;

  Errands(Town town) {
    this.town = town;
    this.cloud = town.cloud();
    this.chance = cloud.chance;
  }

  /** Conversations are opened, by both sides, and administrators begin. */
  void begin() {
    for (String workspace : town.workspaces()) {
      List<Person> clients = town.people(workspace, Role.CLIENT);
      for (Person client : clients) {
        boolean ofCrowd = clients.indexOf(client) >= clients.size() - Town.CROWD;
        if (ofCrowd && clients.size() > Town.CROWD) {
          Person operator = town.people(workspace, Role.OPERATOR).getFirst();
          open(operator, new Opening.ByStaff(client.name(), Optional.of("c1")), true);
        } else {
          for (Person specialist : town.people(workspace, Role.SPECIALIST)) {
            Counterpart counterpart = new Counterpart.Specialist(specialist.name());
            open(client, new Opening.ByClient(counterpart), true);
            open(specialist, new Opening.ByStaff(client.name(), Optional.empty()), false);
          }
          open(client, new Opening.ByClient(new Counterpart.Channel("c0")), true);
          open(client, new Opening.ByClient(new Counterpart.Channel("c0")), true);
        }
      }
      office(town.people(workspace, Role.ADMINISTRATOR).getFirst());
    }
  }

  private void open(Person person, Opening wish, boolean untilDone) {
    cloud.call(
        "open",
        person.workspace(),
        person.name(),
        (function, me) -> function.conversations().open(me, wish).conversation(),
        answer -> {
          if (untilDone && town.isBusy() && !(answer instanceof Answer.Done<?>)) {
            cloud.clockwork.in(chance.about(AGAIN), () -> open(person, wish, true));
          }
        });
  }

  void look(Person person, ConversationId id) {
    cloud.call(
        "look",
        person.workspace(),
        person.name(),
        (function, me) ->
            switch (chance.below(5)) {
              case 0 -> function.conversations().show(me, id);
              case 1 -> function.conversations().read(me, id, chance.below(50), 20);
              case 2 -> function.lists().mine(me, chance.oneIn(2), Optional.empty(), 5);
              case 3 -> function.standings().blockedBy(me, Optional.empty(), 5);
              default -> function.lists().ofChannel(me, "c0", Optional.empty(), 5);
            },
        _ -> {});
  }

  /** Changes how the sides stand, and takes it back some time later. */
  void standing(Person person, ConversationId id) {
    boolean client = person.role() == Role.CLIENT;
    switch (chance.below(4)) {
      case 0 -> change(person, id, new Change.Block(true), new Change.Unblock(true));
      case 1 ->
          change(
              person,
              id,
              client ? new Change.Hide() : restriction(),
              client ? new Change.Restore() : new Change.Lift());
      case 2 -> {
        if (client) {
          change(person, id, new Change.Leave(), new Change.Return());
        } else {
          change(person, id, restriction());
        }
      }
      default -> change(person, id, new Change.Unblock(true));
    }
  }

  private Change restriction() {
    Reason reason = chance.of(List.of(Reason.values()));
    return new Change.Restrict(
        reason, Optional.of("note"), cloud.clockwork.now().plusSeconds(chance.between(5, 30)));
  }

  private void change(Person person, ConversationId id, Change change, Change back) {
    change(person, id, change);
    cloud.clockwork.in(chance.about(UNDONE_AFTER), () -> change(person, id, back));
  }

  /** Asks again until it is told yes or no. */
  private void change(Person person, ConversationId id, Change change) {
    cloud.call(
        change.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        person.workspace(),
        person.name(),
        (function, me) -> function.standings().change(me, id, change),
        answer -> {
          if (answer instanceof Answer.Lost<?> || isBusy(answer)) {
            cloud.clockwork.in(chance.about(AGAIN), () -> change(person, id, change));
          }
        });
  }

  private static boolean isBusy(Answer<?> answer) {
    return answer instanceof Answer.No<?> no && no.code() == Code.BUSY;
  }

  private void office(Person administrator) {
    if (!town.isBusy()) {
      return;
    }
    Role role = chance.of(List.of(Role.OPERATOR, Role.OPERATOR, Role.SPECIALIST, Role.CLIENT));
    Person person = chance.of(town.people(administrator.workspace(), role));
    MemberChange back = grant(person);
    switch (chance.below(role == Role.OPERATOR ? 3 : 8)) {
      case 0 -> {
        change(administrator, person, new MemberChange.Revoke());
        cloud.clockwork.in(chance.about(GRANTED_AFTER), () -> change(administrator, person, back));
      }
      case 1, 2 -> change(administrator, person, back);
      case 3 -> change(administrator, person, new MemberChange.Link("card"));
      case 4 -> change(administrator, person, new MemberChange.Unlink());
      case 5 -> change(administrator, person, new MemberChange.Hold("a dispute"));
      case 6 -> change(administrator, person, new MemberChange.Release());
      default -> change(administrator, person, new MemberChange.Grant(Set.of(role), Set.of("?")));
    }
    cloud.clockwork.in(chance.about(OFFICE_PAUSE), () -> office(administrator));
  }

  private MemberChange grant(Person person) {
    Set<String> channels =
        person.role() != Role.OPERATOR
            ? Set.of()
            : chance.of(List.of(Set.of("c0"), Set.of("c0", "c1"), Set.of("c0"), Set.<String>of()));
    return new MemberChange.Grant(Set.of(person.role()), channels);
  }

  /** Asks again until it is told yes or no. */
  private void change(Person administrator, Person person, MemberChange change) {
    if (change instanceof MemberChange.Grant grant) {
      town.granting(person.name(), grant.channels());
    }
    if (change.mayTakeAccess() && town.isBusy()) {
      rush(person);
    }
    cloud.call(
        change.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        administrator.workspace(),
        administrator.name(),
        (function, me) -> {
          Member member = function.members().change(me, person.name(), change);
          if (change.mayTakeAccess()) {
            town.closed(person.name(), member.epoch());
          }
          return member;
        },
        answer -> {
          if (answer instanceof Answer.Lost<?> || isBusy(answer)) {
            cloud.clockwork.in(chance.about(AGAIN), () -> change(administrator, person, change));
          }
        });
  }

  /** Opens sockets just when access is being taken away. */
  private void rush(Person person) {
    town.devices().stream()
        .filter(device -> device.owner().equals(person))
        .forEach(device -> cloud.clockwork.in(chance.about(MOMENT), device::rush));
  }

  /** Whoever was revoked has access again. */
  void restore() {
    for (String workspace : town.workspaces()) {
      Person administrator = town.people(workspace, Role.ADMINISTRATOR).getFirst();
      for (Role role : List.of(Role.CLIENT, Role.SPECIALIST, Role.OPERATOR)) {
        for (Person person : town.people(workspace, role)) {
          Member member = cloud.directory.member(workspace, person.name()).orElseThrow();
          if (!member.active()) {
            change(administrator, person, grant(person));
          }
        }
      }
    }
  }
}
