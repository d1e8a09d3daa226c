package dev.parley.core.consultation;

import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.ledger.InMemoryLedger;

class InMemoryConsultationListsTest extends ConsultationListsContract {
  private final ConsultationStore store =
      new InMemoryConsultations(new InMemoryConversations(), new InMemoryLedger());

  @Override
  protected ConsultationStore store() {
    return store;
  }
}
