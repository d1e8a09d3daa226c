package dev.parley.core.consultation;

import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.ledger.InMemoryLedger;
import dev.parley.core.ledger.LedgerStore;

class InMemoryConsultationsTest extends ConsultationsContract {
  private final InMemoryConversations conversations = new InMemoryConversations();
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final ConsultationStore store = new InMemoryConsultations(conversations, ledger);

  @Override
  protected ConsultationStore store() {
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
