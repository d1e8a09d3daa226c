package dev.parley.lambda.bootstrap;

import dev.parley.core.consultation.Ports;
import dev.parley.core.consultation.Timers;
import dev.parley.lambda.bootstrap.Configuration.Key;
import dev.parley.lambda.store.DynamoConsultations;
import dev.parley.lambda.store.DynamoLedger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Wires paid consultations, apart from the rest so that only those load it who ask for it. */
final class PaidWork {
  private PaidWork() {}

  static Ports open(
      Configuration configuration,
      DynamoDbClient dynamo,
      dev.parley.core.conversation.Ports conversations) {
    String ledger = configuration.get(Key.LEDGER_TABLE);
    DynamoConsultations.Tables tables =
        new DynamoConsultations.Tables(
            configuration.get(Key.CONSULTATIONS_TABLE),
            configuration.get(Key.CONVERSATIONS_TABLE),
            ledger);
    return new Ports(
        new DynamoConsultations(dynamo, tables),
        new DynamoLedger(dynamo, ledger),
        timers(),
        conversations);
  }

  /** Sets none: whatever is not set is found by a sweep, and every read applies deadlines. */
  private static Timers timers() {
    return (_, _) -> {};
  }
}
