package dev.parley.core.consultation;

import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Role;

/** Who acts on a consultation. */
public enum Actor {
  CLIENT,
  SPECIALIST,
  /** Decides claims; never a party. */
  ARBITER,
  /** Nobody: an instant has come. */
  TIME;

  /** As what a member acts. A party is never a judge of the same matter. */
  static Actor of(Member member, Parties parties) {
    if (member.person().equals(parties.client())) {
      return CLIENT;
    }
    if (member.person().equals(parties.specialist())) {
      return SPECIALIST;
    }
    if (member.is(Role.ARBITER)) {
      return ARBITER;
    }
    throw Refused.notFound();
  }
}
