package dev.parley.core.workspace;

import java.util.Set;

/** What an administrator changes about a member. */
public sealed interface MemberChange {
  /** All access ends. */
  record Revoke() implements MemberChange {}

  /** From now on these roles and channels, and no others; whoever was revoked is back. */
  record Grant(Set<Role> roles, Set<String> channels) implements MemberChange {
    public Grant {
      roles = Set.copyOf(roles);
      channels = Set.copyOf(channels);
    }
  }

  /** A client has a card in the workspace's own system. */
  record Link(String card) implements MemberChange {}

  /** The client has no card any more. */
  record Unlink() implements MemberChange {}

  /** Nothing that this person wrote may be erased. */
  record Hold(String reason) implements MemberChange {}

  /** It may be again. */
  record Release() implements MemberChange {}

  /** Whether sockets that are open may see more than the person may see from now on. */
  default boolean mayTakeAccess() {
    return switch (this) {
      case Revoke _, Grant _ -> true;
      case Link _, Unlink _, Hold _, Release _ -> false;
    };
  }
}
