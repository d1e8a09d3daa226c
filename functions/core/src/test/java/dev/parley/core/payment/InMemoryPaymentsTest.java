package dev.parley.core.payment;

import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.ledger.InMemoryLedger;
import dev.parley.core.ledger.LedgerStore;

class InMemoryPaymentsTest extends PaymentsContract {
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final InMemoryConversations conversations = new InMemoryConversations();
  private final PaymentStore store = new InMemoryPayments(conversations, ledger);

  @Override
  protected PaymentStore store() {
    return store;
  }

  @Override
  protected ConversationStore conversations() {
    return conversations;
  }

  @Override
  protected LedgerStore ledger() {
    return ledger;
  }
}
