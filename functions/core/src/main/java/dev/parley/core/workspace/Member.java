package dev.parley.core.workspace;

import java.util.Optional;
import java.util.Set;

/**
 * A person in a workspace.
 *
 * @param person the {@code sub} of the person's access tokens
 * @param channels the channels this person answers for as an operator
 * @param epoch rises when access is revoked; a socket opened under an earlier epoch is void
 */
public record Member(
    String workspace,
    String person,
    String name,
    Set<Role> roles,
    Optional<SpecialistKind> specialistKind,
    Set<String> channels,
    long epoch) {
  public Member {
    roles = Set.copyOf(roles);
    channels = Set.copyOf(channels);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  /** Whether this person answers for a channel. */
  public boolean answersFor(String channel) {
    return is(Role.OPERATOR) && channels.contains(channel);
  }
}
