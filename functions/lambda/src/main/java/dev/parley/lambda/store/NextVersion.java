package dev.parley.lambda.store;

import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A part of a transaction that writes an item in the place of the version before it, and of no
 * other.
 */
final class NextVersion {
  private NextVersion() {}

  /**
   * @param key one of the table's key attributes
   * @param counter the attribute that holds the version, which counts from 1
   */
  static TransactWriteItem put(String table, String key, String counter, Attributes item) {
    long version = item.number(counter);
    if (version == 1) {
      return NewItem.put(table, key, item);
    }
    Put put =
        Put.builder()
            .tableName(table)
            .item(item.map())
            .conditionExpression(counter + " = :before")
            .expressionAttributeValues(Attributes.none().number(":before", version - 1).map())
            .build();
    return TransactWriteItem.builder().put(put).build();
  }
}
