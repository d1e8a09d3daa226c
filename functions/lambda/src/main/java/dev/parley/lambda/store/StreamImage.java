package dev.parley.lambda.store;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.parley.core.conversation.Entry;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** An entry as the stream shows its item: the same attributes, in the types of the event. */
public final class StreamImage {
  private StreamImage() {}

  /** Reads it as it would be read from the log. */
  public static Entry entry(Map<String, AttributeValue> image) {
    return EntryItem.read(Attributes.of(attributes(image)));
  }

  private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>
      attributes(Map<String, AttributeValue> image) {
    Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item =
        new HashMap<>();
    image.forEach((name, value) -> item.put(name, attribute(value)));
    return item;
  }

  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue attribute(
      AttributeValue value) {
    var it = software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder();
    // What a later version may add is carried along unread.
    if (value.getM() != null) {
      it.m(attributes(value.getM()));
    } else if (value.getL() != null) {
      it.l(value.getL().stream().map(StreamImage::attribute).toList());
    } else if (value.getSS() != null) {
      it.ss(value.getSS());
    } else if (value.getB() != null) {
      it.b(bytes(value.getB()));
    } else {
      it.s(value.getS()).n(value.getN()).bool(value.getBOOL()).nul(value.getNULL());
    }
    return it.build();
  }

  private static SdkBytes bytes(ByteBuffer buffer) {
    return SdkBytes.fromByteBuffer(buffer.duplicate());
  }
}
