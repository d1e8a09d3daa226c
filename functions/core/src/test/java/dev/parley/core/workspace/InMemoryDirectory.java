package dev.parley.core.workspace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A directory in memory. */
public final class InMemoryDirectory implements Directory {
  private record Key(String workspace, String id) {}

  private final Map<String, Workspace> workspaces = new ConcurrentHashMap<>();
  private final Map<Key, Member> members = new ConcurrentHashMap<>();
  private final Map<Key, Channel> channels = new ConcurrentHashMap<>();

  @Override
  public Optional<Workspace> workspace(String workspace) {
    return Optional.ofNullable(workspaces.get(workspace));
  }

  @Override
  public List<String> workspaces() {
    return workspaces.keySet().stream().sorted().toList();
  }

  @Override
  public Optional<Member> member(String workspace, String person) {
    return Optional.ofNullable(members.get(new Key(workspace, person)));
  }

  @Override
  public Optional<Channel> channel(String workspace, String channel) {
    return Optional.ofNullable(channels.get(new Key(workspace, channel)));
  }

  @Override
  public Map<String, Member> members(String workspace, Set<String> persons) {
    return persons.stream()
        .flatMap(person -> member(workspace, person).stream())
        .collect(Collectors.toMap(Member::person, member -> member));
  }

  @Override
  public List<String> people(String workspace, Optional<String> after, int atMost) {
    return members.keySet().stream()
        .filter(key -> key.workspace().equals(workspace))
        .map(Key::id)
        .filter(person -> after.map(it -> person.compareTo(it) > 0).orElse(true))
        .sorted()
        .limit(atMost)
        .toList();
  }

  @Override
  public Map<String, Channel> channels(String workspace, Set<String> ids) {
    return ids.stream()
        .flatMap(id -> channel(workspace, id).stream())
        .collect(Collectors.toMap(Channel::id, channel -> channel));
  }

  @Override
  public Optional<Member> change(String workspace, String person, MemberChange change) {
    return Optional.ofNullable(
        members.computeIfPresent(
            new Key(workspace, person), (_, member) -> changed(member, change)));
  }

  private static Member changed(Member old, MemberChange change) {
    return switch (change) {
      case MemberChange.Revoke _ ->
          with(old, old.roles(), old.channels(), old.epoch() + 1, false, old.card(), old.hold());
      case MemberChange.Grant it ->
          with(old, it.roles(), it.channels(), old.epoch() + 1, true, old.card(), old.hold());
      case MemberChange.Link it -> with(old, Optional.of(it.card()), old.hold());
      case MemberChange.Unlink _ -> with(old, Optional.empty(), old.hold());
      case MemberChange.Hold it -> with(old, old.card(), Optional.of(it.reason()));
      case MemberChange.Release _ -> with(old, old.card(), Optional.empty());
    };
  }

  @Override
  public void provision(Preset preset) {
    String workspace = preset.workspace().id();
    workspaces.put(workspace, preset.workspace());
    preset.channels().forEach(channel -> channels.put(new Key(workspace, channel.id()), channel));
    preset
        .members()
        .forEach(
            member ->
                members.merge(
                    new Key(workspace, member.person()), member, InMemoryDirectory::keepChanges));
  }

  private static Member keepChanges(Member old, Member now) {
    Optional<String> card = now.card().or(old::card);
    return with(now, now.roles(), now.channels(), old.epoch(), old.active(), card, old.hold());
  }

  private static Member with(Member member, Optional<String> card, Optional<String> hold) {
    return with(
        member, member.roles(), member.channels(), member.epoch(), member.active(), card, hold);
  }

  private static Member with(
      Member member,
      Set<Role> roles,
      Set<String> channels,
      long epoch,
      boolean active,
      Optional<String> card,
      Optional<String> hold) {
    return new Member(
        member.workspace(),
        member.person(),
        member.name(),
        roles,
        member.specialistKind(),
        channels,
        epoch,
        active,
        card,
        hold);
  }
}
