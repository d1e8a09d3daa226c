package dev.parley.lambda.bootstrap;

import dev.parley.core.finance.NightReports;
import dev.parley.core.finance.NightStore;
import dev.parley.core.finance.Nights;
import dev.parley.core.finance.Ports;
import dev.parley.core.finance.Reports;
import dev.parley.core.payment.Departures;
import dev.parley.lambda.bootstrap.Configuration.Key;
import dev.parley.lambda.queue.SqsSlices;
import dev.parley.lambda.store.DynamoNights;
import dev.parley.lambda.wire.SliceMessages;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Wires the nightly look at the books, apart from the rest as {@link PaidWork} is. */
final class NightWork {
  private final Configuration configuration;
  private final NightStore store;
  private final Reports reports;
  private final InstantSource clock;

  private NightWork(
      Configuration configuration, NightStore store, Reports reports, InstantSource clock) {
    this.configuration = configuration;
    this.store = store;
    this.reports = reports;
    this.clock = clock;
  }

  static NightWork open(
      Configuration configuration, DynamoDbClient dynamo, FileBucket files, InstantSource clock) {
    NightStore store = new DynamoNights(dynamo, configuration.get(Key.NIGHTS_TABLE));
    return new NightWork(configuration, store, files.reports(clock), clock);
  }

  Nights nights(Money money, Supplier<SqsClient> queues) {
    return new Nights(
        new Ports(
            store,
            new SqsSlices(queues, configuration.get(Key.FINANCE_QUEUE), SliceMessages::text),
            reports,
            money.ports(),
            money.arrivals(),
            new Departures(money.ports())));
  }

  NightReports reports() {
    return new NightReports(store, reports, clock);
  }
}
