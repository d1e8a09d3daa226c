package dev.parley.core.workspace;

import dev.parley.core.failure.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A person in the workspace they call: what every REST command begins with. */
public record Membership(Workspace workspace, Member member) {
  /** Finds it, or refuses alike for an unknown workspace and for somebody else's. */
  public static Membership of(Directory directory, String workspace, String person) {
    return find(directory, workspace, person).orElseThrow(Refused::notAMember);
  }

  /** Finds it; empty for whoever has no access, or none any more. */
  public static Optional<Membership> find(Directory directory, String workspace, String person) {
    return directory
        .member(workspace, person)
        .filter(Member::active)
        .flatMap(
            member -> directory.workspace(workspace).map(known -> new Membership(known, member)));
  }

  /** Whether this person answers for a channel: by a grant, in a role that works in chat. */
  public boolean answersFor(String channel) {
    return worksInChat() && member.channels().contains(channel);
  }

  /** The channels this person answers for. */
  public Collection<Channel> channels(Directory directory) {
    return worksInChat()
        ? directory.channels(workspace.id(), member.channels()).values()
        : List.of();
  }

  private boolean worksInChat() {
    return member.roles().stream().anyMatch(workspace.chatRoles()::contains);
  }
}
