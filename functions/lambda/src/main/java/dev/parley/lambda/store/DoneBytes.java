package dev.parley.lambda.store;

import dev.parley.core.consultation.Done;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that were carried out, 20 bytes each: 9 of the key's digest, 6 of the body's, 5 of the
 * number of the entry.
 */
final class DoneBytes {
  private static final int KEY = 9;
  private static final int BODY = 6;
  private static final int SEQ = 5;
  private static final int EACH = KEY + BODY + SEQ;

  private DoneBytes() {}

  static byte[] write(List<Done> done) {
    ByteBuffer bytes = ByteBuffer.allocate(EACH * done.size());
    for (Done one : done) {
      bytes.put(exactly(KEY, one.key())).put(exactly(BODY, one.body()));
      put(bytes, SEQ, one.seq());
    }
    return bytes.array();
  }

  static List<Done> read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<Done> done = new ArrayList<>();
    while (buffer.hasRemaining()) {
      String key = text(buffer, KEY);
      String body = text(buffer, BODY);
      done.add(new Done(key, body, number(buffer, SEQ)));
    }
    return done;
  }

  /** The last bytes of a number, the highest first. */
  static void put(ByteBuffer bytes, int length, long number) {
    for (int shift = Byte.SIZE * (length - 1); shift >= 0; shift -= Byte.SIZE) {
      bytes.put((byte) (number >>> shift));
    }
  }

  static long number(ByteBuffer buffer, int length) {
    long number = 0;
    for (int n = 0; n < length; n++) {
      number = number << Byte.SIZE | Byte.toUnsignedLong(buffer.get());
    }
    return number;
  }

  static byte[] exactly(int length, String digest) {
    byte[] bytes = EntryItem.decode(digest);
    if (bytes.length != length) {
      throw new IllegalArgumentException("a digest of another length: " + digest);
    }
    return bytes;
  }

  static String text(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return EntryItem.encode(bytes);
  }
}
