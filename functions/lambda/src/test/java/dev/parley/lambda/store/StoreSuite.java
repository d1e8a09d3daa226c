package dev.parley.lambda.store;

import dev.parley.core.consultation.ConsultationListsContract;
import dev.parley.core.consultation.ConsultationStore;
import dev.parley.core.consultation.ConsultationsContract;
import dev.parley.core.consultation.OnceContract;
import dev.parley.core.consultation.PaidWorld;
import dev.parley.core.consultation.RacesContract;
import dev.parley.core.conversation.AmendingContract;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.ConversationStoreContract;
import dev.parley.core.conversation.ErasuresContract;
import dev.parley.core.conversation.Inboxes;
import dev.parley.core.conversation.InboxesContract;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.conversation.RoomsContract;
import dev.parley.core.conversation.SendingContract;
import dev.parley.core.conversation.SocketsContract;
import dev.parley.core.conversation.StandingsContract;
import dev.parley.core.conversation.Uploads;
import dev.parley.core.conversation.UploadsContract;
import dev.parley.core.ledger.LedgerContract;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.payment.PaymentStore;
import dev.parley.core.payment.PaymentsContract;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.DirectoryContract;
import dev.parley.core.workspace.Quota;
import dev.parley.core.workspace.QuotaContract;
import dev.parley.core.workspace.Tickets;
import dev.parley.core.workspace.TicketsContract;
import java.util.UUID;
import org.junit.jupiter.api.Nested;

/** Every contract of the core's ports, on whatever DynamoDB a subclass brings. */
abstract class StoreSuite {
  /** A DynamoDB that has the template's tables. */
  protected abstract Engine engine();

  @Nested
  class ConversationsAreKept extends ConversationStoreContract {
    @Override
    protected ConversationStore store() {
      return engine().conversations();
    }
  }

  @Nested
  class ConversationsAreKeptWhenPagesAreSmall extends ConversationStoreContract {
    @Override
    protected ConversationStore store() {
      return engine().withSmallPages().conversations();
    }
  }

  @Nested
  class MessagesAreSent extends SendingContract {
    @Override
    protected ConversationStore store() {
      return engine().conversations();
    }

    @Override
    protected Inboxes inboxes() {
      return engine().inboxes();
    }

    @Override
    protected Rooms rooms() {
      return engine().rooms();
    }
  }

  @Nested
  class SidesStandAsTheyWant extends StandingsContract {
    @Override
    protected ConversationStore store() {
      return engine().conversations();
    }

    @Override
    protected Inboxes inboxes() {
      return engine().inboxes();
    }

    @Override
    protected Rooms rooms() {
      return engine().rooms();
    }
  }

  @Nested
  class WordsAreErased extends ErasuresContract {
    @Override
    protected ConversationStore store() {
      return engine().conversations();
    }

    @Override
    protected Inboxes inboxes() {
      return engine().withSmallPages().inboxes();
    }

    @Override
    protected Rooms rooms() {
      return engine().rooms();
    }
  }

  @Nested
  class ConsultationsAreKept extends ConsultationsContract {
    @Override
    protected ConsultationStore store() {
      return engine().consultations();
    }

    @Override
    protected ConversationStore conversations() {
      return engine().conversations();
    }

    @Override
    protected LedgerStore ledger() {
      return engine().ledger();
    }
  }

  @Nested
  class ConsultationsAreKeptWhenPagesAreSmall extends ConsultationsContract {
    @Override
    protected ConsultationStore store() {
      return engine().withSmallPages().consultations();
    }

    @Override
    protected ConversationStore conversations() {
      return engine().conversations();
    }

    @Override
    protected LedgerStore ledger() {
      return engine().ledger();
    }
  }

  @Nested
  class ConsultationsAreListed extends ConsultationListsContract {
    @Override
    protected ConsultationStore store() {
      return engine().consultations();
    }
  }

  @Nested
  class ConsultationsAreListedWhenPagesAreSmall extends ConsultationListsContract {
    @Override
    protected ConsultationStore store() {
      return engine().withSmallPages().consultations();
    }
  }

  @Nested
  class BooksAreKept extends LedgerContract {
    @Override
    protected LedgerStore store() {
      return engine().ledger();
    }
  }

  @Nested
  class BooksAreKeptWhenPagesAreSmall extends LedgerContract {
    @Override
    protected LedgerStore store() {
      return engine().withSmallPages().ledger();
    }
  }

  @Nested
  class PaymentsAreKept extends PaymentsContract {
    @Override
    protected PaymentStore store() {
      return engine().payments();
    }

    @Override
    protected ConversationStore conversations() {
      return engine().conversations();
    }

    @Override
    protected LedgerStore ledger() {
      return engine().ledger();
    }
  }

  @Nested
  class PaymentsAreKeptWhenPagesAreSmall extends PaymentsContract {
    @Override
    protected PaymentStore store() {
      return engine().withSmallPages().payments();
    }

    @Override
    protected ConversationStore conversations() {
      return engine().withSmallPages().conversations();
    }

    @Override
    protected LedgerStore ledger() {
      return engine().ledger();
    }
  }

  @Nested
  class MoneyMovesOnce extends OnceContract {
    @Override
    protected PaidWorld.Stores stores() {
      return engine().books();
    }
  }

  @Nested
  class RacesAreDecidedOnce extends RacesContract {
    @Override
    protected PaidWorld.Stores stores() {
      return engine().books();
    }
  }

  @Nested
  class InboxesAreKept extends InboxesContract {
    @Override
    protected ConversationStore store() {
      return engine().conversations();
    }

    @Override
    protected Inboxes inboxes() {
      return engine().withSmallPages().inboxes();
    }
  }

  @Nested
  class EntriesAreAmended extends AmendingContract {
    @Override
    protected ConversationStore store() {
      return engine().conversations();
    }
  }

  @Nested
  class SocketsAreKept extends SocketsContract {
    @Override
    protected Rooms rooms() {
      return engine().withSmallPages().rooms();
    }
  }

  @Nested
  class RoomsAreKept extends RoomsContract {
    @Override
    protected Rooms rooms() {
      return engine().withSmallPages().rooms();
    }
  }

  @Nested
  class TicketsAreKept extends TicketsContract {
    @Override
    protected Tickets tickets() {
      return engine().tickets();
    }

    @Override
    protected String freshHash() {
      return UUID.randomUUID().toString();
    }
  }

  @Nested
  class WhatPeopleDoIsCounted extends QuotaContract {
    @Override
    protected Quota quota() {
      return engine().quota();
    }
  }

  @Nested
  class PermitsToUploadAreKept extends UploadsContract {
    @Override
    protected Uploads uploads() {
      return engine().uploads();
    }
  }

  @Nested
  class TheDirectoryIsKept extends DirectoryContract {
    @Override
    protected Directory directory() {
      return engine().withSmallPages().directory();
    }
  }
}
