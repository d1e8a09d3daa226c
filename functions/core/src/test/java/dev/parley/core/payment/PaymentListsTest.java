package dev.parley.core.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.InMemoryLedger;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Who is shown which payments. */
class PaymentListsTest {
  private final MadePayments made = new MadePayments();
  private final InMemoryPayments store =
      new InMemoryPayments(new InMemoryConversations(), new InMemoryLedger());
  private final PaymentLists lists = new PaymentLists(store);

  private Membership in(String person, Role... roles) {
    Workspace workspace =
        new Workspace(made.workspace, "Portal", StartPolicy.CLIENT_ONLY, Set.of());
    return new Membership(
        workspace,
        new Member(made.workspace, person, person, Set.of(roles), Optional.empty(), Set.of(), 0));
  }

  private Payment kept(Optional<String> owner, Stage stage) {
    Payment payment = made.payment(owner, MadePayments.AT, stage);
    assertThat(store.commit(Change.of(payment))).isTrue();
    return payment;
  }

  private static void assertNotFound(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(Code.NOT_FOUND));
  }

  @Test
  void aTopUpIsShownToItsOwnerAlone() {
    Payment topUp = made.topUp("vera", MadePayments.AT);
    store.commit(Change.of(topUp));
    assertThat(lists.topUp(in("vera"), topUp.id())).isEqualTo(topUp);
    assertNotFound(() -> lists.topUp(in("pavel"), topUp.id()));
    assertNotFound(() -> lists.topUp(in("maria", Role.ACCOUNTANT), topUp.id()));
    assertNotFound(() -> lists.withdrawal(in("vera"), topUp.id()));
    assertNotFound(() -> lists.topUp(in("vera"), PaymentId.asked(made.workspace, "vera", "no")));
  }

  @Test
  void aWithdrawalIsShownToItsOwnerAndToAccountants() {
    Payment withdrawal = kept(Optional.of("lev"), MadePayments.awaiting());
    assertThat(lists.withdrawal(in("lev"), withdrawal.id())).isEqualTo(withdrawal);
    assertThat(lists.withdrawal(in("maria", Role.ACCOUNTANT), withdrawal.id()))
        .isEqualTo(withdrawal);
    assertNotFound(() -> lists.withdrawal(in("vera", Role.ARBITER), withdrawal.id()));
    assertNotFound(() -> lists.topUp(in("lev"), withdrawal.id()));
  }

  @Test
  void aListComesInParts() {
    List<Payment> all =
        List.of(
            made.topUp("vera", MadePayments.AT.plusSeconds(2)),
            made.topUp("vera", MadePayments.AT.plusSeconds(1)),
            made.topUp("vera", MadePayments.AT));
    all.forEach(one -> store.commit(Change.of(one)));
    kept(Optional.of("lev"), MadePayments.awaiting());
    PaymentLists.Part first = lists.mine(in("vera"), Optional.empty(), 2);
    assertThat(first).isEqualTo(new PaymentLists.Part(all.subList(0, 2), false));
    Optional<PaymentStore.Place> last = Optional.of(PaymentStore.Place.of(all.get(1)));
    assertThat(lists.mine(in("vera"), last, 2))
        .isEqualTo(new PaymentLists.Part(all.subList(2, 3), true));
    assertThat(lists.mine(in("vera"), Optional.empty(), 3).complete()).isTrue();
  }

  @Test
  void theDeskIsForAccountants() {
    Payment awaiting = kept(Optional.of("lev"), MadePayments.awaiting());
    Payment stray = kept(Optional.empty(), MadePayments.kept());
    Membership maria = in("maria", Role.ACCOUNTANT);
    assertThat(lists.desk(maria, Desk.APPROVAL, Optional.empty(), 5).payments())
        .containsExactly(awaiting);
    assertThat(lists.desk(maria, Desk.UNMATCHED, Optional.empty(), 5).payments())
        .containsExactly(stray);
    assertThat(lists.desk(maria, Desk.RECONCILING, Optional.empty(), 5).payments()).isEmpty();
    assertThatThrownBy(
            () -> lists.desk(in("irina", Role.ARBITER), Desk.APPROVAL, Optional.empty(), 5))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(Code.NOT_ALLOWED));
  }
}
