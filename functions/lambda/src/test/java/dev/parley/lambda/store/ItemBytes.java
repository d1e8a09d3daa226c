package dev.parley.lambda.store;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How large an item is as DynamoDB counts it ("DynamoDB item sizes and formats" in its developer
 * guide): names and values, in bytes.
 */
final class ItemBytes {
  private static final int OF_A_COLLECTION = 3;
  private static final int OF_ITS_ELEMENT = 1;
  private static final int KILOBYTE = 1_024;

  private ItemBytes() {}

  static int of(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(one -> text(one.getKey()) + value(one.getValue()))
        .sum();
  }

  /** What writing an item of so many bytes costs in a transaction, in write units. */
  static int inTransaction(int bytes) {
    return 2 * Math.ceilDiv(bytes, KILOBYTE);
  }

  private static int value(AttributeValue value) {
    return switch (value.type()) {
      case S -> text(value.s());
      case N -> number(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case BOOL, NUL -> 1;
      case SS -> value.ss().stream().mapToInt(ItemBytes::text).sum();
      case M -> OF_A_COLLECTION + of(value.m()) + OF_ITS_ELEMENT * value.m().size();
      case L ->
          OF_A_COLLECTION + value.l().stream().mapToInt(one -> value(one) + OF_ITS_ELEMENT).sum();
      case NS, BS, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("nothing of ours is a " + value.type());
    };
  }

  private static int text(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** One byte for two digits, without zeros at the ends, and one more. */
  private static int number(String number) {
    int digits = number.replaceAll("^-|\\.", "").replaceAll("^0+|0+$", "").length();
    return Math.ceilDiv(digits, 2) + 1 + (number.startsWith("-") ? 1 : 0);
  }
}
