package dev.parley.lambda.store;

import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A part of a transaction that writes an item where none stands. */
final class NewItem {
  private NewItem() {}

  /**
   * @param key one of the table's key attributes
   */
  static TransactWriteItem put(String table, String key, Attributes item) {
    Put put =
        Put.builder()
            .tableName(table)
            .item(item.map())
            .conditionExpression("attribute_not_exists(" + key + ")")
            .build();
    return TransactWriteItem.builder().put(put).build();
  }
}
