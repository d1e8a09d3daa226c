package dev.parley.core.workspace;

import java.util.Optional;
import java.util.Set;

/**
 * A person in a workspace.
 *
 * @param person the {@code sub} of the person's access tokens
 * @param channels the channels this person may answer for
 * @param epoch rises when access is taken away; a socket opened under an earlier epoch is void
 * @param active whether this person has access: whoever is revoked stays known by name
 * @param card the client's card in the workspace's own system, once they are linked to one
 * @param hold why nothing that this person wrote may be erased, if that is so
 */
public record Member(
    String workspace,
    String person,
    String name,
    Set<Role> roles,
    Optional<SpecialistKind> specialistKind,
    Set<String> channels,
    long epoch,
    boolean active,
    Optional<String> card,
    Optional<String> hold) {
  /** Longest card, in characters. */
  public static final int CARD_CHARACTERS = 100;

  public Member {
    roles = Set.copyOf(roles);
    channels = Set.copyOf(channels);
  }

  /** A member as somebody begins. */
  public Member(
      String workspace,
      String person,
      String name,
      Set<Role> roles,
      Optional<SpecialistKind> specialistKind,
      Set<String> channels,
      long epoch) {
    this(
        workspace,
        person,
        name,
        roles,
        specialistKind,
        channels,
        epoch,
        true,
        Optional.empty(),
        Optional.empty());
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
