package dev.parley.lambda.bootstrap;

import dev.parley.core.consultation.Consultations;
import dev.parley.core.consultation.Deadlines;
import dev.parley.core.consultation.Errands;
import dev.parley.core.consultation.EvidenceJobs;
import dev.parley.core.consultation.EvidenceRequests;
import dev.parley.core.consultation.EvidenceStore;
import dev.parley.core.consultation.Evidences;
import dev.parley.core.consultation.Ports;
import dev.parley.core.consultation.Timer;
import dev.parley.core.consultation.TimerQueues;
import dev.parley.core.ledger.Audit;
import dev.parley.core.ledger.Wallets;
import dev.parley.lambda.bootstrap.Configuration.Key;
import dev.parley.lambda.queue.SqsEvidence;
import dev.parley.lambda.queue.SqsTimers;
import dev.parley.lambda.store.DynamoConsultations;
import dev.parley.lambda.store.DynamoLedger;
import dev.parley.lambda.wire.EvidenceMessages;
import dev.parley.lambda.wire.RunOutTimers;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Wires paid consultations, apart from the rest so that only those load it who ask for it. */
final class PaidWork {
  private final Ports ports;
  private final Errands errands;
  private final Deadlines deadlines;
  private final EvidenceJobs evidenceJobs;
  private final Supplier<SqsClient> queues;

  private PaidWork(
      Ports ports, TimerQueues timers, EvidenceJobs evidenceJobs, Supplier<SqsClient> queues) {
    this.ports = ports;
    this.queues = queues;
    this.deadlines = new Deadlines(ports, timers);
    this.evidenceJobs = evidenceJobs;
    this.errands = new Errands(ports);
  }

  static PaidWork open(
      Configuration configuration,
      Clients clients,
      DynamoDbClient dynamo,
      dev.parley.core.conversation.Ports conversations) {
    String ledger = configuration.get(Key.LEDGER_TABLE);
    DynamoConsultations.Tables tables =
        new DynamoConsultations.Tables(
            configuration.get(Key.CONSULTATIONS_TABLE),
            configuration.get(Key.CONVERSATIONS_TABLE),
            ledger);
    Supplier<SqsClient> sqs = new Once<>(clients::queues);
    TimerQueues timers = new SqsTimers(sqs, queues(configuration), RunOutTimers::text);
    return new PaidWork(
        new Ports(
            new DynamoConsultations(dynamo, tables),
            new DynamoLedger(dynamo, ledger),
            timers,
            conversations),
        timers,
        new SqsEvidence(sqs, configuration.get(Key.EVIDENCE_QUEUE), EvidenceMessages::text),
        sqs);
  }

  Ports ports() {
    return ports;
  }

  Supplier<SqsClient> queues() {
    return queues;
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

  Deadlines deadlines() {
    return deadlines;
  }

  Evidences evidences() {
    return new Evidences(ports);
  }

  EvidenceRequests evidenceRequests(EvidenceStore packs) {
    return new EvidenceRequests(ports.store(), evidenceJobs, packs, ports.conversations().clock());
  }

  Audit audit() {
    dev.parley.core.conversation.Ports conversations = ports.conversations();
    return new Audit(
        ports.ledger(), conversations.directory(), conversations.clock(), conversations.backoff());
  }

  private static Map<Timer.Purpose, String> queues(Configuration configuration) {
    return Map.of(
        Timer.Purpose.DEADLINE, configuration.get(Key.TIMERS_QUEUE),
        Timer.Purpose.PAYOUT, configuration.get(Key.PAYOUTS_QUEUE));
  }
}
