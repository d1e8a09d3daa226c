package dev.parley.local.dynamo;

import dev.parley.local.template.TableResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Creates tables, and keeps those that are there with the same keys. */
final class Tables {
  private final DynamoDbClient client;

  Tables(DynamoDbClient client) {
    this.client = client;
  }

  void create(TableResource table) {
    try {
      Optional<TableDescription> existing = describe(table.name());
      if (existing.isPresent()) {
        refuseOtherKeys(table, existing.get());
      } else {
        client.createTable(request(table));
      }
      table.timeToLive().ifPresent(attribute -> expire(table.name(), attribute));
    } catch (DynamoDbException e) {
      throw new DynamoException("table " + table.id() + " cannot be made: " + e.getMessage(), e);
    }
  }

  private Optional<TableDescription> describe(String name) {
    try {
      return Optional.of(client.describeTable(it -> it.tableName(name)).table());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  private static CreateTableRequest request(TableResource table) {
    var request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                table.attributes().entrySet().stream()
                    .map(
                        it ->
                            AttributeDefinition.builder()
                                .attributeName(it.getKey())
                                .attributeType(it.getValue())
                                .build())
                    .toList())
            .keySchema(schema(table.key()));
    if (!table.globalIndexes().isEmpty()) {
      request.globalSecondaryIndexes(table.globalIndexes().stream().map(Tables::global).toList());
    }
    if (!table.localIndexes().isEmpty()) {
      request.localSecondaryIndexes(table.localIndexes().stream().map(Tables::local).toList());
    }
    table.stream()
        .ifPresent(
            view ->
                request.streamSpecification(
                    StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(view)
                        .build()));
    return request.build();
  }

  private static List<KeySchemaElement> schema(TableResource.Key key) {
    List<KeySchemaElement> schema = new ArrayList<>();
    schema.add(element(key.hash(), KeyType.HASH));
    key.range().ifPresent(it -> schema.add(element(it, KeyType.RANGE)));
    return schema;
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static GlobalSecondaryIndex global(TableResource.Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.key()))
        .projection(projection(index))
        .build();
  }

  private static LocalSecondaryIndex local(TableResource.Index index) {
    return LocalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.key()))
        .projection(projection(index))
        .build();
  }

  private static Projection projection(TableResource.Index index) {
    var projection = Projection.builder().projectionType(index.projection());
    return index.included().isEmpty()
        ? projection.build()
        : projection.nonKeyAttributes(index.included()).build();
  }

  private void expire(String table, String attribute) {
    var now = client.describeTimeToLive(it -> it.tableName(table)).timeToLiveDescription();
    if (now.timeToLiveStatus() == TimeToLiveStatus.ENABLED
        && attribute.equals(now.attributeName())) {
      return;
    }
    var wanted = TimeToLiveSpecification.builder().enabled(true).attributeName(attribute).build();
    client.updateTimeToLive(it -> it.tableName(table).timeToLiveSpecification(wanted));
  }

  private static void refuseOtherKeys(TableResource table, TableDescription existing) {
    String wanted = Shape.of(request(table)).toString();
    String found = Shape.of(existing).toString();
    if (!wanted.equals(found)) {
      throw new DynamoException(
          "table %s (%s) is there with other keys: %s; the template says %s: take another folder"
              .formatted(table.id(), table.name(), found, wanted));
    }
  }

  /** What cannot be changed in a table: the keys of it and of its indexes. */
  private record Shape(
      Map<String, String> types, List<String> key, Map<String, List<String>> indexes) {

    static Shape of(CreateTableRequest table) {
      Map<String, List<String>> indexes = new TreeMap<>();
      table
          .globalSecondaryIndexes()
          .forEach(it -> indexes.put(it.indexName(), key(it.keySchema())));
      table.localSecondaryIndexes().forEach(it -> indexes.put(it.indexName(), key(it.keySchema())));
      return new Shape(types(table.attributeDefinitions()), key(table.keySchema()), indexes);
    }

    static Shape of(TableDescription table) {
      Map<String, List<String>> indexes = new TreeMap<>();
      table
          .globalSecondaryIndexes()
          .forEach(it -> indexes.put(it.indexName(), key(it.keySchema())));
      table.localSecondaryIndexes().forEach(it -> indexes.put(it.indexName(), key(it.keySchema())));
      return new Shape(types(table.attributeDefinitions()), key(table.keySchema()), indexes);
    }

    private static Map<String, String> types(List<AttributeDefinition> attributes) {
      Map<String, String> types = new TreeMap<>();
      attributes.forEach(it -> types.put(it.attributeName(), it.attributeTypeAsString()));
      return types;
    }

    private static List<String> key(List<KeySchemaElement> schema) {
      return schema.stream().map(it -> it.attributeName() + ":" + it.keyTypeAsString()).toList();
    }
  }
}
