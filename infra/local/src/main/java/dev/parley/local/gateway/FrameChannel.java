package dev.parley.local.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * The frames of one open socket. Everything but handing over a frame happens on the connection's
 * own I/O thread, so no two threads ever touch the channel.
 */
final class FrameChannel implements FrameDecoder.Listener {
  /** Whose socket it is; called on the I/O thread, so it must not wait. */
  interface Owner {
    void message(String text);

    /** A defect of the gateway itself, which closes the socket with 1011. */
    void broke(RuntimeException defect);

    /** The socket is on its way out: nothing can be sent to it any more. */
    void closing();

    /** The socket is gone. Called once, with what ended it. */
    void gone(int code, String reason);
  }

  private enum Stage {
    OPEN,
    WE_CLOSED,
    /** The client broke a rule: we say so and listen no more, only for its end. */
    WE_HUNG_UP,
    BOTH_CLOSED,
    GONE
  }

  private static final ThreadLocal<ByteBuffer> INPUT =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(16 * 1024));

  private final StreamConnection connection;
  private final ConduitStreamSourceChannel source;
  private final ConduitStreamSinkChannel sink;
  private final SocketLimits limits;
  private final Owner owner;
  private final FrameDecoder decoder;
  private final Object lock = new Object();
  private final Deque<ByteBuffer> queue = new ArrayDeque<>();
  private long unsent;
  private boolean shut;
  private Stage stage = Stage.OPEN;
  private int code;
  private String reason;

  FrameChannel(StreamConnection connection, SocketLimits limits, Owner owner) {
    this.connection = connection;
    this.source = connection.getSourceChannel();
    this.sink = connection.getSinkChannel();
    this.limits = limits;
    this.owner = owner;
    this.decoder = new FrameDecoder(limits, this);
  }

  void open() {
    onThread(
        () -> {
          sink.setWriteListener(channel -> flush());
          source.setReadListener(channel -> read());
          // Frames that came right behind the upgrade are already in memory: no selector tells.
          source.wakeupReads();
        });
  }

  /** False when the client reads too slowly to take more, or the socket is closing. */
  boolean send(byte[] utf8) {
    List<ByteBuffer> frames = Frames.text(utf8, limits.frameBytes());
    long size = frames.stream().mapToLong(ByteBuffer::remaining).sum();
    synchronized (lock) {
      if (shut || unsent + size > limits.unsentBytes()) {
        return false;
      }
      queue.addAll(frames);
      unsent += size;
    }
    onThread(this::flush);
    return true;
  }

  /** Sends a close frame and waits a little for the client's. */
  void close(int code, String reason) {
    onThread(() -> begin(Stage.WE_CLOSED, code, reason));
  }

  @Override
  public void text(String message) {
    if (stage == Stage.OPEN) {
      owner.message(message);
    }
  }

  @Override
  public void ping(byte[] payload) {
    synchronized (lock) {
      // A client that pings but does not read gets no pongs rather than all our memory.
      if (!shut && unsent < limits.unsentBytes()) {
        append(Frames.pong(payload));
      }
    }
    flush();
  }

  @Override
  public void closing(int code, String reason) {
    if (stage == Stage.OPEN) {
      begin(Stage.BOTH_CLOSED, code, reason);
    } else if (stage == Stage.WE_CLOSED || stage == Stage.WE_HUNG_UP) {
      stage = Stage.BOTH_CLOSED;
      flush();
    }
  }

  @Override
  public void violation(int code, String reason) {
    begin(Stage.WE_HUNG_UP, code, reason);
  }

  private void begin(Stage next, int code, String reason) {
    if (stage != Stage.OPEN) {
      return;
    }
    stage = next;
    this.code = code;
    this.reason = reason;
    // First, or a post in between would hear that the client is slow instead of gone.
    owner.closing();
    synchronized (lock) {
      shut = true;
      append(Frames.close(code, reason));
    }
    connection
        .getIoThread()
        .executeAfter(this::end, limits.lingering().toMillis(), TimeUnit.MILLISECONDS);
    flush();
  }

  private void append(ByteBuffer frame) {
    queue.add(frame);
    unsent += frame.remaining();
  }

  private void read() {
    ByteBuffer input = INPUT.get();
    try {
      while (stage != Stage.GONE) {
        int count = source.read(input.clear());
        if (count == 0) {
          source.resumeReads();
          return;
        }
        if (count < 0) {
          end();
          return;
        }
        decode(input.flip());
      }
    } catch (IOException e) {
      end();
    }
  }

  private void decode(ByteBuffer input) {
    try {
      decoder.read(input);
    } catch (RuntimeException e) {
      // Left to the selector it would be swallowed, and the client wait for nothing.
      owner.broke(e);
      begin(Stage.WE_HUNG_UP, 1011, "Internal server error");
    }
  }

  private void flush() {
    if (stage == Stage.GONE) {
      return;
    }
    try {
      for (ByteBuffer frame = first(); frame != null; frame = first()) {
        int written = sink.write(frame);
        synchronized (lock) {
          unsent -= written;
        }
        if (frame.hasRemaining()) {
          sink.resumeWrites();
          return;
        }
      }
      if (!sink.flush()) {
        sink.resumeWrites();
        return;
      }
      sink.suspendWrites();
      if (stage == Stage.BOTH_CLOSED) {
        end();
      } else if (stage == Stage.WE_HUNG_UP) {
        // Closing both ways with bytes unread would be a reset, and the close frame lost with it.
        sink.shutdownWrites();
        sink.flush();
      }
    } catch (IOException e) {
      end();
    }
  }

  private ByteBuffer first() {
    synchronized (lock) {
      while (!queue.isEmpty() && !queue.peek().hasRemaining()) {
        queue.remove();
      }
      return queue.peek();
    }
  }

  private void end() {
    if (stage == Stage.GONE) {
      return;
    }
    boolean lost = stage == Stage.OPEN;
    stage = Stage.GONE;
    synchronized (lock) {
      shut = true;
      queue.clear();
    }
    if (lost) {
      owner.closing();
    }
    IoUtils.safeClose(connection);
    owner.gone(lost ? 1006 : code, lost ? "Connection closed abnormally" : reason);
  }

  private void onThread(Runnable work) {
    try {
      connection.getIoThread().execute(work);
    } catch (RejectedExecutionException e) {
      // The server has been stopped and its sockets with it.
      IoUtils.safeClose(connection);
    }
  }
}
