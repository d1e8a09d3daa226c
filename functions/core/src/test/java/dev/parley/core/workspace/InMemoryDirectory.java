package dev.parley.core.workspace;

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
  public Map<String, Channel> channels(String workspace, Set<String> ids) {
    return ids.stream()
        .flatMap(id -> channel(workspace, id).stream())
        .collect(Collectors.toMap(Channel::id, channel -> channel));
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
                    new Key(workspace, member.person()), member, InMemoryDirectory::keepEpoch));
  }

  private static Member keepEpoch(Member old, Member now) {
    return new Member(
        now.workspace(),
        now.person(),
        now.name(),
        now.roles(),
        now.specialistKind(),
        now.channels(),
        old.epoch());
  }
}
