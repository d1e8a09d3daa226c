package dev.parley.lambda.store;

import dev.parley.local.template.Addresses;
import dev.parley.local.template.TableResource;
import dev.parley.local.template.Template;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What writing an item costs in the secondary indexes that the template has: "if the item appears
 * there or goes, one write; if its key there changes, two; if what it copies changes, one; else
 * none" (DynamoDB developer guide, "Using Global Secondary Indexes").
 *
 * @param tables by their names
 */
record Indexes(Map<String, TableResource> tables) {
  private static final int KILOBYTE = 1_024;

  /**
   * @param names of tables by their ids
   */
  static Indexes of(Path template, Map<String, String> names) {
    return new Indexes(
        Template.read(template).resolve(Map.of(), Addresses.none()).tables().stream()
            .collect(Collectors.toMap(table -> names.get(table.id()), table -> table)));
  }

  /** The key of an item, or of a request that has at least the key. */
  Map<String, AttributeValue> key(String table, Map<String, AttributeValue> item) {
    return only(item, attributes(tables.get(table).key()));
  }

  /** In write units. */
  int writes(String table, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    TableResource resource = tables.get(table);
    return resource.globalIndexes().stream()
        .mapToInt(index -> writes(resource, index, before, after))
        .sum();
  }

  private static int writes(
      TableResource table,
      TableResource.Index index,
      Map<String, AttributeValue> before,
      Map<String, AttributeValue> after) {
    Map<String, AttributeValue> old = copy(table, index, before);
    Map<String, AttributeValue> fresh = copy(table, index, after);
    if (old.equals(fresh)) {
      return 0;
    }
    boolean moves =
        !old.isEmpty()
            && !fresh.isEmpty()
            && !only(old, attributes(index.key())).equals(only(fresh, attributes(index.key())));
    return moves ? units(old) + units(fresh) : Math.max(units(old), units(fresh));
  }

  private static int units(Map<String, AttributeValue> copy) {
    return Math.ceilDiv(ItemBytes.of(copy), KILOBYTE);
  }

  /** What an index has of an item: nothing, where a key of the index is missing. */
  private static Map<String, AttributeValue> copy(
      TableResource table, TableResource.Index index, Map<String, AttributeValue> item) {
    if (!attributes(index.key()).allMatch(item::containsKey)) {
      return Map.of();
    }
    return switch (index.projection()) {
      case "ALL" -> item;
      case "KEYS_ONLY" ->
          only(item, Stream.concat(attributes(table.key()), attributes(index.key())));
      default -> throw new IllegalArgumentException("nothing of ours is " + index.projection());
    };
  }

  private static Stream<String> attributes(TableResource.Key key) {
    return Stream.concat(Stream.of(key.hash()), key.range().stream());
  }

  private static Map<String, AttributeValue> only(
      Map<String, AttributeValue> item, Stream<String> names) {
    Map<String, AttributeValue> some = new HashMap<>();
    names.distinct().forEach(name -> some.put(name, item.get(name)));
    return some;
  }
}
