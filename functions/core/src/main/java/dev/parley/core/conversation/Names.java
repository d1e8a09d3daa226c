package dev.parley.core.conversation;

import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.SpecialistKind;
import java.util.Map;
import java.util.Optional;

/** What the directory calls people and channels today; empty for those it no longer knows. */
public record Names(Map<String, Member> members, Map<String, Channel> channels) {
  public Names {
    members = Map.copyOf(members);
    channels = Map.copyOf(channels);
  }

  public Optional<String> ofPerson(String person) {
    return Optional.ofNullable(members.get(person)).map(Member::name);
  }

  public Optional<SpecialistKind> kindOf(String person) {
    return Optional.ofNullable(members.get(person)).flatMap(Member::specialistKind);
  }

  public Optional<String> ofChannel(String channel) {
    return Optional.ofNullable(channels.get(channel)).map(Channel::name);
  }
}
