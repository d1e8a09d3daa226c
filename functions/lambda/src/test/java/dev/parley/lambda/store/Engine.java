package dev.parley.lambda.store;

import dev.parley.core.consultation.ConsultationStore;
import dev.parley.core.consultation.PaidWorld;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.InMemoryRooms;
import dev.parley.core.conversation.Inboxes;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.conversation.Uploads;
import dev.parley.core.finance.NightStore;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.payment.PaymentStore;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.InMemoryDirectory;
import dev.parley.core.workspace.Quota;
import dev.parley.core.workspace.Tickets;
import dev.parley.local.dynamo.LocalDynamo;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB with the tables of template.yaml, and the stores on it. */
record Engine(DynamoDbClient client, Map<String, String> tables) {
  private static final Path TEMPLATE = Path.of(System.getProperty("parley.root"), "template.yaml");

  static Engine on(DynamoDbClient client) {
    return new Engine(client, LocalDynamo.createTablesOf(TEMPLATE, Map.of(), client));
  }

  /** What the template says of the tables. */
  Indexes indexes() {
    return Indexes.of(TEMPLATE, tables);
  }

  Engine withSmallPages() {
    return new Engine(new SmallPages(client), tables);
  }

  ConversationStore conversations() {
    return new DynamoConversations(
        client,
        new DynamoConversations.Tables(
            tables.get("ConversationLogs"), tables.get("Inbox"), tables.get("Directory")));
  }

  ConsultationStore consultations() {
    return new DynamoConsultations(
        client,
        new DynamoConsultations.Tables(
            tables.get("ConsultationOrders"),
            tables.get("ConversationLogs"),
            tables.get("Ledger")));
  }

  LedgerStore ledger() {
    return new DynamoLedger(client, tables.get("Ledger"));
  }

  PaymentStore payments() {
    return new DynamoPayments(
        client,
        new DynamoPayments.Tables(
            tables.get("Payments"), tables.get("ConversationLogs"), tables.get("Ledger")),
        _ -> {});
  }

  NightStore nights() {
    return new DynamoNights(client, tables.get("Nights"));
  }

  /** What paid work writes into; who is who, and who watches, is known in memory. */
  PaidWorld.Stores books() {
    return new PaidWorld.Stores(
        conversations(),
        inboxes(),
        new InMemoryRooms(),
        new InMemoryDirectory(),
        consultations(),
        ledger());
  }

  /** Everything that paid work needs. */
  PaidWorld.Stores paid() {
    return new PaidWorld.Stores(
        conversations(), inboxes(), rooms(), directory(), consultations(), ledger());
  }

  Inboxes inboxes() {
    return new DynamoInboxes(client, tables.get("Inbox"));
  }

  Rooms rooms() {
    return new DynamoRooms(client, tables.get("Connections"));
  }

  Tickets tickets() {
    return new DynamoTickets(client, tables.get("Tokens"));
  }

  Quota quota() {
    return new DynamoQuota(client, tables.get("Tokens"));
  }

  Uploads uploads() {
    return new DynamoUploads(client, tables.get("Tokens"));
  }

  Directory directory() {
    return new DynamoDirectory(client, tables.get("Directory"), _ -> {});
  }
}
