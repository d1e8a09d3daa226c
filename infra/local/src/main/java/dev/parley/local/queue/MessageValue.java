package dev.parley.local.queue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.MessageAttribute;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.StringMessageAttribute;

/**
 * A message attribute.
 *
 * @param dataType String, Number or Binary, or one of them with a suffix after a dot
 * @param value the text or number, or the bytes in Base64
 */
public record MessageValue(String dataType, String value) {
  public boolean binary() {
    return dataType.equals("Binary") || dataType.startsWith("Binary.");
  }

  /** In bytes, as far as it counts for the size of its message. */
  int size() {
    int bytes =
        binary()
            ? Base64.getDecoder().decode(value).length
            : value.getBytes(StandardCharsets.UTF_8).length;
    return dataType.length() + bytes;
  }

  MessageAttribute toElastic() {
    int dot = dataType.indexOf('.');
    String primary = dot < 0 ? dataType : dataType.substring(0, dot);
    var custom = dot < 0 ? ScalaForms.<String>none() : ScalaForms.some(dataType.substring(dot + 1));
    return switch (primary) {
      case "Number" -> new NumberMessageAttribute(value, custom);
      case "Binary" -> BinaryMessageAttribute.fromBase64(value, custom);
      default -> new StringMessageAttribute(value, custom);
    };
  }

  static MessageValue of(MessageAttribute attribute) {
    String value =
        switch (attribute) {
          case StringMessageAttribute text -> text.stringValue();
          case NumberMessageAttribute number -> number.stringValue();
          case BinaryMessageAttribute bytes -> bytes.asBase64();
          default -> throw new IllegalArgumentException("unknown attribute " + attribute);
        };
    return new MessageValue(attribute.getDataType(), value);
  }
}
