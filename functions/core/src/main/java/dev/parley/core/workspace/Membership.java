package dev.parley.core.workspace;

import dev.parley.core.failure.Refused;
import java.util.Collection;
import java.util.List;

/** A person in the workspace they call: what every REST command begins with. */
public record Membership(Workspace workspace, Member member) {
  /** Finds it, or refuses alike for an unknown workspace and for somebody else's. */
  public static Membership of(Directory directory, String workspace, String person) {
    return directory
        .member(workspace, person)
        .flatMap(
            member -> directory.workspace(workspace).map(known -> new Membership(known, member)))
        .orElseThrow(Refused::notAMember);
  }

  /** The channels this person answers for. */
  public Collection<Channel> channels(Directory directory) {
    return member.is(Role.OPERATOR)
        ? directory.channels(workspace.id(), member.channels()).values()
        : List.of();
  }
}
