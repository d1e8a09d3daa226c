package dev.parley.lambda.store;

import dev.parley.core.attempt.Backoff;
import dev.parley.core.conversation.Commit;
import dev.parley.core.payment.Change;
import dev.parley.core.payment.Desk;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.PaymentStore;
import dev.parley.core.payment.Waking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Payments on DynamoDB: a step, its money and what is told of it are one transaction. Its indexes
 * hold nothing but keys, and what they find is read strongly consistently: a copy of every payment
 * would make each of its steps dearer, is read a few times in its life, and may be old, where
 * somebody who approves a withdrawal must see what it is now.
 */
public final class DynamoPayments implements PaymentStore {
  private static final Comparator<Payment> OLDEST_FIRST =
      Comparator.comparing(one -> Keys.place(Place.of(one)));

  private final DynamoDbClient dynamo;
  private final Tables tables;
  private final ManyItems many;

  public DynamoPayments(DynamoDbClient dynamo, Tables tables, Backoff backoff) {
    this.dynamo = dynamo;
    this.tables = tables;
    this.many = new ManyItems(dynamo, tables.payments(), backoff);
  }

  /** Names of the tables used here. */
  public record Tables(String payments, String conversations, String ledger) {}

  @Override
  public Optional<Payment> find(PaymentId id) {
    return Calls.get(dynamo, tables.payments(), PaymentItem.key(id)).map(PaymentItem::read);
  }

  /**
   * A step that writes one item is a transaction, too. The SDK may send it twice and is told the
   * same; a plain put would be half the price, and the second one would be told that somebody was
   * faster.
   */
  @Override
  public boolean commit(Change change) {
    Stream<TransactWriteItem> payments = change.payments().stream().map(this::payment);
    Stream<TransactWriteItem> money =
        change.money().stream().flatMap(it -> DynamoLedger.writes(tables.ledger(), it));
    Stream<TransactWriteItem> notice =
        change.notice().stream().flatMap(it -> it.writes().stream()).map(this::notice);
    List<TransactWriteItem> writes = Stream.of(payments, money, notice).flatMap(it -> it).toList();
    return Calls.commit(() -> dynamo.transactWriteItems(request -> request.transactItems(writes)));
  }

  private TransactWriteItem notice(Commit.Write write) {
    return switch (write) {
      case Commit.Start start -> ConversationItem.put(tables.conversations(), start);
      case Commit.Append append -> EntryItem.put(tables.conversations(), append);
      case Commit.Point _, Commit.Enlist _, Commit.Amend _, Commit.Erase _ ->
          throw new IllegalArgumentException("a notice begins a log or stands at its end");
    };
  }

  private TransactWriteItem payment(Payment it) {
    Attributes item = PaymentItem.write(PaymentItem.key(it.id()), it);
    return NextVersion.put(tables.payments(), PaymentItem.ID, PaymentItem.VERSION, item);
  }

  @Override
  public List<Payment> of(String workspace, String person, Optional<Place> before, int atMost) {
    Attributes owner = Attributes.none().text(":key", Keys.person(workspace, person));
    QueryRequest request =
        list("owner", PaymentItem.OWNER, owner, " < :place", before)
            .scanIndexForward(false)
            .build();
    return payments(Calls.query(dynamo, request, atMost)).sorted(OLDEST_FIRST.reversed()).toList();
  }

  /** What has left the desk since the index was written is left out, and more is read for it. */
  @Override
  public List<Payment> on(String workspace, Desk desk, Optional<Place> after, int atMost) {
    List<Payment> found = new ArrayList<>();
    Optional<Place> last = after;
    boolean isEnd = false;
    while (!isEnd && found.size() < atMost) {
      Attributes key = Attributes.none().text(":key", Keys.desk(workspace, desk));
      QueryRequest request = list("desk", PaymentItem.DESK, key, " > :place", last).build();
      int wanted = atMost - found.size();
      List<Attributes> page = Calls.query(dynamo, request, wanted);
      payments(page)
          .filter(one -> one.stage().desk().filter(desk::equals).isPresent())
          .sorted(OLDEST_FIRST)
          .forEach(found::add);
      isEnd = page.size() < wanted;
      last = isEnd ? last : Optional.of(Keys.place(page.getLast().text(PaymentItem.PLACE)));
    }
    return found;
  }

  private Stream<Payment> payments(List<Attributes> found) {
    List<Attributes> keys =
        found.stream().map(item -> PaymentItem.key(PaymentItem.id(item))).toList();
    return many.get(keys).stream().map(PaymentItem::read);
  }

  private QueryRequest.Builder list(
      String index, String name, Attributes key, String beyond, Optional<Place> from) {
    from.ifPresent(place -> key.text(":place", Keys.place(place)));
    String whole = name + " = :key";
    return QueryRequest.builder()
        .tableName(tables.payments())
        .indexName(index)
        .keyConditionExpression(
            from.isEmpty() ? whole : whole + " AND " + PaymentItem.PLACE + beyond)
        .expressionAttributeValues(key.map());
  }

  @Override
  public List<Waking> due(int shard, Instant until, int atMost) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(tables.payments())
            .indexName("wake")
            .keyConditionExpression(
                PaymentItem.SHARD + " = :shard AND " + PaymentItem.WAKE_AT + " <= :until")
            .expressionAttributeValues(
                Attributes.none().number(":shard", shard).instant(":until", until).map())
            .build();
    return Calls.query(dynamo, request, atMost).stream()
        .map(item -> new Waking(PaymentItem.id(item), item.instant(PaymentItem.WAKE_AT)))
        .toList();
  }
}
