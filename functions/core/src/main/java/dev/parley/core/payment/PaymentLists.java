package dev.parley.core.payment;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Role;
import java.util.List;
import java.util.Optional;

/** Shows payments to those whose they are, and to whoever keeps the workspace's money. */
public final class PaymentLists {
  private final PaymentStore store;

  public PaymentLists(PaymentStore store) {
    this.store = store;
  }

  /**
   * A part of a list.
   *
   * @param complete whether it reaches the end
   */
  public record Part(List<Payment> payments, boolean complete) {
    private static Part of(List<Payment> found, int limit) {
      return new Part(found.stream().limit(limit).toList(), found.size() <= limit);
    }
  }

  /** A top-up of the caller's own. */
  public Payment topUp(Membership me, PaymentId id) {
    return store
        .find(id)
        .filter(it -> it.stage() instanceof TopUp)
        .filter(it -> it.belongsTo(me.member().person()))
        .orElseThrow(Refused::notFound);
  }

  /** A withdrawal of the caller's own; to an accountant, anybody's. */
  public Payment withdrawal(Membership me, PaymentId id) {
    return store
        .find(id)
        .filter(it -> it.stage() instanceof Withdrawal)
        .filter(it -> it.belongsTo(me.member().person()) || me.member().is(Role.ACCOUNTANT))
        .orElseThrow(Refused::notFound);
  }

  /**
   * The caller's own, the newest first.
   *
   * @param before the last one that the caller has
   */
  public Part mine(Membership me, Optional<PaymentStore.Place> before, int limit) {
    return Part.of(store.of(me.workspace().id(), me.member().person(), before, limit + 1), limit);
  }

  /**
   * What an accountant has to look at, the oldest first.
   *
   * @param after the last one that the caller has
   */
  public Part desk(Membership me, Desk desk, Optional<PaymentStore.Place> after, int limit) {
    if (!me.member().is(Role.ACCOUNTANT)) {
      throw Refused.of(Code.NOT_ALLOWED, "Only an accountant sees these.");
    }
    return Part.of(store.on(me.workspace().id(), desk, after, limit + 1), limit);
  }
}
