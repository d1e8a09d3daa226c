package dev.parley.lambda.store;

import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Inboxes;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.conversation.Uploads;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Quota;
import dev.parley.core.workspace.Tickets;
import dev.parley.local.dynamo.LocalDynamo;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB with the tables of template.yaml, and the stores on it. */
record Engine(DynamoDbClient client, Map<String, String> tables) {
  static Engine on(DynamoDbClient client) {
    Path template = Path.of(System.getProperty("parley.root"), "template.yaml");
    return new Engine(client, LocalDynamo.createTablesOf(template, Map.of(), client));
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
