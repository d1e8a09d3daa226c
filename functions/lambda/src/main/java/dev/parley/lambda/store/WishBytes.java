package dev.parley.lambda.store;

import dev.parley.core.payment.Done;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What people did with a payment, 25 bytes each: 9 of the key's digest, 6 of the body's, 4 of the
 * version, 6 of the millisecond.
 */
final class WishBytes {
  private static final int KEY = 9;
  private static final int BODY = 6;
  private static final int VERSION = 4;
  private static final int AT = 6;
  private static final int EACH = KEY + BODY + VERSION + AT;

  private WishBytes() {}

  static byte[] write(List<Done> done) {
    ByteBuffer bytes = ByteBuffer.allocate(EACH * done.size());
    for (Done one : done) {
      bytes.put(DoneBytes.exactly(KEY, one.key())).put(DoneBytes.exactly(BODY, one.body()));
      DoneBytes.put(bytes, VERSION, one.version());
      DoneBytes.put(bytes, AT, one.at().toEpochMilli());
    }
    return bytes.array();
  }

  static List<Done> read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<Done> done = new ArrayList<>();
    while (buffer.hasRemaining()) {
      String key = DoneBytes.text(buffer, KEY);
      String body = DoneBytes.text(buffer, BODY);
      long version = DoneBytes.number(buffer, VERSION);
      Instant at = Instant.ofEpochMilli(DoneBytes.number(buffer, AT));
      done.add(new Done(key, body, version, at));
    }
    return done;
  }
}
