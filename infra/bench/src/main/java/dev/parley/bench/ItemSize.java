package dev.parley.bench;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item as DynamoDB bills it: the names of attributes and their values.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">how
 *     DynamoDB counts</a>
 */
final class ItemSize {
  private static final int KILOBYTE = 1024;

  private ItemSize() {}

  /** One per begun kilobyte. */
  static int writeUnits(Map<String, AttributeValue> item) {
    return Math.max(1, Math.ceilDiv(bytes(item), KILOBYTE));
  }

  static int bytes(Map<String, AttributeValue> item) {
    return item.entrySet().stream().mapToInt(it -> utf8(it.getKey()) + bytes(it.getValue())).sum();
  }

  private static int bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> digits(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToInt(ItemSize::utf8).sum();
      case BOOL, NUL -> 1;
      case L -> 3 + value.l().stream().mapToInt(it -> 1 + bytes(it)).sum();
      case M -> 3 + value.m().size() + bytes(value.m());
      default -> throw new IllegalArgumentException("no item of Parley holds " + value.type());
    };
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** One byte, one more below zero, and one for every two digits in their places of hundreds. */
  private static int digits(String number) {
    BigDecimal value = new BigDecimal(number);
    int scale = Math.max(value.scale(), 0);
    String digits = value.abs().setScale(scale + scale % 2).unscaledValue().toString();
    String pairs = ("0".repeat(digits.length() % 2) + digits).replaceAll("(00)+$", "");
    return 1 + (value.signum() < 0 ? 1 : 0) + pairs.length() / 2;
  }
}
