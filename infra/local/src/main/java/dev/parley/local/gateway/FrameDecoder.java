package dev.parley.local.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Turns the bytes of a client into messages (RFC 6455, section 5) within API Gateway's limits.
 *
 * <p>After a violation the rest is read and dropped, so that the client's close frame is still seen
 * where the framing is intact.
 */
final class FrameDecoder {
  /** What the bytes meant. */
  interface Listener {
    void text(String message);

    void ping(byte[] payload);

    /** The client closes; 1005 when it named no code. */
    void closing(int code, String reason);

    /** The client broke a rule; the connection is to be closed with this code. Told once. */
    void violation(int code, String reason);
  }

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final String NOT_UTF_8 = "the message is not valid UTF-8";

  private final SocketLimits limits;
  private final Listener listener;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private final Utf8Check letters = new Utf8Check();
  private final ByteBuffer header = ByteBuffer.allocate(14);
  private boolean inMessage;
  private boolean violated;
  private boolean deaf;
  private boolean last;
  private int opcode;
  private byte[] payload;
  private long length = -1;
  private long taken;

  FrameDecoder(SocketLimits limits, Listener listener) {
    this.limits = limits;
    this.listener = listener;
  }

  void read(ByteBuffer in) {
    while (in.hasRemaining() && !deaf) {
      if (length < 0) {
        readHeader(in);
      } else {
        readPayload(in);
      }
      if (!deaf && length >= 0 && taken == length) {
        frame();
        header.clear();
        length = -1;
      }
    }
  }

  private void readHeader(ByteBuffer in) {
    header.put(in.get());
    if (header.position() == 2) {
      checkStart(header.get(0) & 0xff, header.get(1) & 0xff);
    }
    if (!deaf && header.position() > 2 && header.position() == headerLength()) {
      begin(declaredLength());
    }
  }

  private void checkStart(int first, int second) {
    last = (first & 0x80) != 0;
    opcode = first & 0x0f;
    boolean control = opcode >= CLOSE;
    if ((first & 0x70) != 0) {
      broken("reserved bits are set");
    } else if (opcode > PONG || (opcode > BINARY && !control)) {
      broken("unknown opcode " + opcode);
    } else if ((second & 0x80) == 0) {
      broken("a client's frame must be masked");
    } else if (control && (!last || (second & 0x7f) > 125)) {
      broken("a control frame must be whole and at most 125 bytes");
    } else if (!violated && !control && (opcode == CONTINUATION) != inMessage) {
      broken(inMessage ? "a message began inside a message" : "nothing to continue");
    }
  }

  private int headerLength() {
    return switch (header.get(1) & 0x7f) {
      case 126 -> 8;
      case 127 -> 14;
      default -> 6;
    };
  }

  private long declaredLength() {
    int first = header.get(1) & 0x7f;
    return first < 126
        ? first
        : first == 126 ? Short.toUnsignedInt(header.getShort(2)) : header.getLong(2);
  }

  private void begin(long declared) {
    int shortest = headerLength() == 14 ? 0x10000 : headerLength() == 8 ? 126 : 0;
    if (declared < shortest) {
      broken("the length is not in its shortest form");
      return;
    }
    length = declared;
    taken = 0;
    if (!violated && opcode == BINARY) {
      violation(1003, "binary frames are not supported");
    } else if (!violated && opcode < CLOSE && length > limits.frameBytes()) {
      violation(1009, "the frame is larger than " + limits.frameBytes() + " bytes");
    } else if (!violated && opcode < CLOSE && message.size() + length > limits.messageBytes()) {
      violation(1009, "the message is larger than " + limits.messageBytes() + " bytes");
    }
    payload = violated && opcode < CLOSE ? null : new byte[(int) length];
  }

  private void readPayload(ByteBuffer in) {
    int now = (int) Math.min(in.remaining(), length - taken);
    if (payload == null) {
      in.position(in.position() + now);
    } else {
      int mask = header.position() - 4;
      boolean text = opcode < BINARY;
      for (int i = 0; i < now; i++) {
        int at = (int) taken + i;
        payload[at] = (byte) (in.get() ^ header.get(mask + (at & 3)));
        if (text && !violated && !letters.accepts(payload[at])) {
          violation(1007, NOT_UTF_8);
        }
      }
    }
    taken += now;
  }

  private void frame() {
    if (opcode == CLOSE) {
      closeFrame(ByteBuffer.wrap(payload));
    } else if (!violated && opcode == PING) {
      listener.ping(payload);
    } else if (!violated && opcode < BINARY) {
      message.writeBytes(payload);
      inMessage = !last;
      if (last && letters.ends()) {
        listener.text(message.toString(StandardCharsets.UTF_8));
        message.reset();
      } else if (last) {
        violation(1007, NOT_UTF_8);
      }
    }
  }

  private void closeFrame(ByteBuffer body) {
    boolean coded = body.remaining() >= 2;
    int code = coded ? Short.toUnsignedInt(body.getShort()) : 1005;
    if (coded ? !sendable(code) : body.hasRemaining()) {
      broken("the close frame has no valid code");
      return;
    }
    deaf = true;
    try {
      listener.closing(code, decode(body));
    } catch (CharacterCodingException e) {
      violation(1007, "the reason of the close frame is not valid UTF-8");
    }
  }

  /** Whether an endpoint may put this code into a close frame (RFC 6455, section 7.4). */
  private static boolean sendable(int code) {
    return (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006))
        || (code >= 3000 && code <= 4999);
  }

  private static String decode(ByteBuffer utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
  }

  private void broken(String reason) {
    deaf = true;
    violation(1002, reason);
  }

  private void violation(int code, String reason) {
    if (!violated) {
      violated = true;
      listener.violation(code, reason);
    }
  }
}
