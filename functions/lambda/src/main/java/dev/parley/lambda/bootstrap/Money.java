package dev.parley.lambda.bootstrap;

import dev.parley.core.payment.Arrivals;
import dev.parley.core.payment.Checkout;
import dev.parley.core.payment.Completions;
import dev.parley.core.payment.Departures;
import dev.parley.core.payment.Overdue;
import dev.parley.core.payment.PaymentLists;
import dev.parley.core.payment.Payments;
import dev.parley.core.payment.Ports;
import dev.parley.core.payment.Progress;
import dev.parley.core.payment.Purchases;
import dev.parley.core.payment.Strays;
import dev.parley.core.payment.TopUps;
import dev.parley.core.payment.Withdrawals;
import dev.parley.core.workspace.Directory;
import dev.parley.lambda.bootstrap.Configuration.Choice;
import dev.parley.lambda.bootstrap.Configuration.Key;
import dev.parley.lambda.provider.Providers;
import dev.parley.lambda.provider.SignedNews;
import dev.parley.lambda.provider.StandardWebhooks;
import dev.parley.lambda.provider.UnitpayNews;
import dev.parley.lambda.provider.UnitpayNotifications;
import dev.parley.lambda.queue.SqsWakings;
import dev.parley.lambda.store.DynamoPayments;
import dev.parley.lambda.wire.WakingMessages;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Wires payments, apart from the rest so that only those load it who ask for it. */
final class Money {
  private static final String NONE = "none";
  private static final String SANDBOX = "sandbox";
  private static final String UNITPAY = "unitpay";

  private final Ports ports;
  private final PaidWork paid;
  private final Configuration configuration;
  private final Completions completions;

  private Money(Ports ports, PaidWork paid, Configuration configuration) {
    this.ports = ports;
    this.paid = paid;
    this.configuration = configuration;
    this.completions = new Purchases(ports, paid.errands());
  }

  static Money open(Configuration configuration, DynamoDbClient dynamo, PaidWork paid) {
    dev.parley.core.consultation.Ports work = paid.ports();
    dev.parley.core.conversation.Ports conversations = work.conversations();
    DynamoPayments.Tables tables =
        new DynamoPayments.Tables(
            configuration.get(Key.PAYMENTS_TABLE),
            configuration.get(Key.CONVERSATIONS_TABLE),
            configuration.get(Key.LEDGER_TABLE));
    Ports ports =
        new Ports(
            new DynamoPayments(dynamo, tables, conversations.backoff()),
            work.ledger(),
            provider(configuration),
            new SqsWakings(
                paid.queues(), configuration.get(Key.PAYMENT_STEPS_QUEUE), WakingMessages::text),
            conversations);
    return new Money(ports, paid, configuration);
  }

  private static String kind(Configuration configuration) {
    String kind = configuration.get(Choice.PAYMENT_PROVIDER);
    return kind.isEmpty() ? NONE : kind;
  }

  private static Payments provider(Configuration configuration) {
    String kind = kind(configuration);
    String endpoint = configuration.get(Choice.PAYMENT_ENDPOINT);
    if (endpoint.isEmpty() && !kind.equals(NONE)) {
      throw new IllegalStateException("the environment lacks " + Choice.PAYMENT_ENDPOINT);
    }
    return Providers.of(
        kind, URI.create(endpoint), configuration.get(Choice.PAYMENT_KEY), Providers.http());
  }

  Ports ports() {
    return ports;
  }

  Arrivals arrivals() {
    return new Arrivals(ports, completions);
  }

  TopUps topUps() {
    return new TopUps(ports);
  }

  Withdrawals withdrawals() {
    return new Withdrawals(ports);
  }

  Strays strays() {
    return new Strays(ports);
  }

  PaymentLists lists() {
    return new PaymentLists(ports.store());
  }

  Checkout checkout() {
    return new Checkout(paid.errands(), topUps());
  }

  Overdue overdue() {
    return new Overdue(paid.ports().store(), ports.store(), ports.clock());
  }

  Progress progress() {
    return new Progress(ports, completions);
  }

  Webhooks webhooks() {
    Directory directory = ports.directory();
    Arrivals arrivals = arrivals();
    List<String> secrets =
        Stream.of(configuration.get(Choice.PAYMENT_WEBHOOK_KEYS).split(","))
            .map(String::strip)
            .filter(secret -> !secret.isEmpty())
            .toList();
    Optional<SignedNews> signed =
        Optional.of(secrets)
            .filter(it -> !it.isEmpty() && kind(configuration).equals(SANDBOX))
            .map(it -> new StandardWebhooks(it, ports.clock()))
            .map(it -> new SignedNews(it, directory, arrivals, new Departures(ports)));
    Optional<UnitpayNews> unitpay =
        Optional.of(kind(configuration))
            .filter(UNITPAY::equals)
            .map(_ -> new UnitpayNotifications(configuration.get(Choice.PAYMENT_KEY)))
            .map(it -> new UnitpayNews(it, directory, arrivals));
    return new Webhooks(signed, unitpay);
  }
}
