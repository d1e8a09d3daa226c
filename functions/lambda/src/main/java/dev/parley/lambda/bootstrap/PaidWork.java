package dev.parley.lambda.bootstrap;

import dev.parley.core.consultation.Consultations;
import dev.parley.core.consultation.Errands;
import dev.parley.core.consultation.Ports;
import dev.parley.core.consultation.Timers;
import dev.parley.core.ledger.Wallets;
import dev.parley.lambda.bootstrap.Configuration.Key;
import dev.parley.lambda.store.DynamoConsultations;
import dev.parley.lambda.store.DynamoLedger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Wires paid consultations, apart from the rest so that only those load it who ask for it. */
final class PaidWork {
  private final Ports ports;
  private final Errands errands;

  private PaidWork(Ports ports) {
    this.ports = ports;
    this.errands = new Errands(ports);
  }

  static PaidWork open(
      Configuration configuration,
      DynamoDbClient dynamo,
      dev.parley.core.conversation.Ports conversations) {
    String ledger = configuration.get(Key.LEDGER_TABLE);
    DynamoConsultations.Tables tables =
        new DynamoConsultations.Tables(
            configuration.get(Key.CONSULTATIONS_TABLE),
            configuration.get(Key.CONVERSATIONS_TABLE),
            ledger);
    return new PaidWork(
        new Ports(
            new DynamoConsultations(dynamo, tables),
            new DynamoLedger(dynamo, ledger),
            timers(),
            conversations));
  }

  Errands errands() {
    return errands;
  }

  Consultations consultations() {
    return new Consultations(ports);
  }

  Wallets wallets() {
    dev.parley.core.conversation.Ports conversations = ports.conversations();
    return new Wallets(
        ports.ledger(), conversations.directory(), conversations.clock(), conversations.backoff());
  }

  /** Sets none: whatever is not set is found by a sweep, and every read applies deadlines. */
  private static Timers timers() {
    return (_, _) -> {};
  }
}
