package dev.parley.lambda.store;

import dev.parley.core.consultation.Actor;
import dev.parley.core.consultation.Change;
import dev.parley.core.consultation.Claimed;
import dev.parley.core.consultation.Consultation;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.ConsultationStore;
import dev.parley.core.consultation.Paper;
import dev.parley.core.consultation.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Consultations on DynamoDB: a step, its entry and its money are one transaction. */
public final class DynamoConsultations implements ConsultationStore {
  private final DynamoDbClient dynamo;
  private final Tables tables;

  public DynamoConsultations(DynamoDbClient dynamo, Tables tables) {
    this.dynamo = dynamo;
    this.tables = tables;
  }

  /** Names of the tables used here. */
  public record Tables(String consultations, String conversations, String ledger) {}

  @Override
  public Optional<Consultation> find(ConsultationId id) {
    return Calls.get(dynamo, tables.consultations(), OrderItem.key(id))
        .map(item -> OrderItem.read(item, id));
  }

  @Override
  public Optional<Paper> paper(ConsultationId id, int number) {
    return Calls.get(dynamo, tables.consultations(), PaperItem.key(id, number))
        .map(item -> PaperItem.read(item, id, number));
  }

  @Override
  public boolean commit(Change change) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(order(change.consultation()));
    writes.add(EntryItem.put(tables.conversations(), change.entry()));
    change.money().stream()
        .flatMap(money -> DynamoLedger.writes(tables.ledger(), money))
        .forEach(writes::add);
    change.paper().map(this::paper).ifPresent(writes::add);
    return Calls.commit(() -> dynamo.transactWriteItems(request -> request.transactItems(writes)));
  }

  private TransactWriteItem order(Consultation it) {
    Attributes item = OrderItem.write(OrderItem.key(it.id()), it);
    return NextVersion.put(tables.consultations(), "o", OrderItem.VERSION, item);
  }

  private TransactWriteItem paper(Paper paper) {
    Attributes key = PaperItem.key(paper.consultation(), paper.number());
    return NewItem.put(tables.consultations(), "o", PaperItem.write(key, paper));
  }

  @Override
  public List<ConsultationId> live(
      String workspace, Actor side, String person, Optional<ConsultationId> after, int atMost) {
    boolean isClient = side == Actor.CLIENT;
    String theirs = (isClient ? OrderItem.CLIENT : OrderItem.SPECIALIST) + " = :person";
    Attributes values =
        Attributes.none()
            .text(":person", Keys.person(workspace, person))
            .text(":after", after.map(Keys::consultation));
    String condition = after.isPresent() ? theirs + " AND o > :after" : theirs;
    QueryRequest request = index(isClient ? "client" : "specialist", condition, values).build();
    return Calls.query(dynamo, request, atMost).stream().map(DynamoConsultations::id).toList();
  }

  @Override
  public List<Claimed> claims(String workspace, Optional<Claimed> after, int atMost) {
    Attributes values = Attributes.none().text(":workspace", workspace);
    QueryRequest.Builder request = index("claims", OrderItem.CLAIMS + " = :workspace", values);
    after.ifPresent(it -> request.exclusiveStartKey(OrderItem.claim(it).map()));
    return Calls.query(dynamo, request.build(), atMost).stream()
        .map(item -> OrderItem.claim(item, id(item)))
        .toList();
  }

  @Override
  public List<Timer> due(int shard, Instant until, int atMost) {
    Attributes values =
        Attributes.none().number(":shard", shard).number(":until", WakeAt.last(until));
    String due = OrderItem.SHARD + " = :shard AND " + OrderItem.WAKE_AT + " <= :until";
    return Calls.query(dynamo, index("wake", due, values).build(), atMost).stream()
        .map(item -> WakeAt.timer(id(item), item.number(OrderItem.WAKE_AT)))
        .toList();
  }

  private static ConsultationId id(Attributes item) {
    return Keys.consultation(item.text("o"));
  }

  private QueryRequest.Builder index(String name, String condition, Attributes values) {
    return QueryRequest.builder()
        .tableName(tables.consultations())
        .indexName(name)
        .keyConditionExpression(condition)
        .expressionAttributeValues(values.map());
  }
}
