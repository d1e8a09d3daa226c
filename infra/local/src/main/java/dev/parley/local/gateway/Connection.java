package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.function.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.StreamConnection;

/** One established connection: each message is an invocation of its own, none waits for another. */
final class Connection implements FrameChannel.Owner {
  private final SocketStage stage;
  private final Peer peer;
  private final FrameChannel channel;
  private final Jitter.Delays delays;
  private final CountDownLatch gone = new CountDownLatch(1);
  private volatile Instant lastActiveAt;

  private Connection(SocketStage stage, Peer peer, StreamConnection connection) {
    this.stage = stage;
    this.peer = peer;
    this.delays = stage.jitter().ofNextConnection();
    this.lastActiveAt = peer.connectedAt();
    this.channel = new FrameChannel(connection, stage.limits(), this);
  }

  /** Takes over a socket whose 101 has been written: from now on it can be posted to. */
  static void establish(SocketStage stage, Peer peer, StreamConnection socket) {
    Connection connection = new Connection(stage, peer, socket);
    stage.connections().add(connection);
    connection.channel.open();
  }

  /** A connection that $connect accepted and that never came to be, or is no more. */
  static void disconnected(SocketStage stage, Peer peer, int code, String reason) {
    try {
      stage
          .threads()
          .execute(
              () -> stage.invoke("$disconnect", stage.events().disconnect(peer, code, reason)));
    } catch (RejectedExecutionException e) {
      // The API is closing; AWS promises $disconnect no more than this.
    }
  }

  Peer peer() {
    return peer;
  }

  Instant lastActiveAt() {
    return lastActiveAt;
  }

  /** False when the client reads too slowly to take more. */
  boolean send(byte[] utf8) {
    boolean taken = channel.send(utf8);
    if (taken) {
      lastActiveAt = stage.clock().instant();
    }
    return taken;
  }

  void close(int code, String reason) {
    channel.close(code, reason);
  }

  void awaitGone(long nanos) {
    try {
      gone.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void message(String text) {
    lastActiveAt = stage.clock().instant();
    try {
      Duration delay = delays.next();
      stage.threads().execute(() -> deliver(text, delay));
    } catch (RejectedExecutionException e) {
      close(1012, "Service restart");
    }
  }

  @Override
  public void closing() {
    stage.connections().remove(this);
  }

  @Override
  public void gone(int code, String reason) {
    disconnected(stage, peer, code, reason);
    gone.countDown();
  }

  private void deliver(String text, Duration delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      return;
    }
    String requestId = AwsForms.id();
    Optional<String> route = stage.selection().routeOf(text);
    if (route.isEmpty()) {
      complain("Forbidden", requestId);
      return;
    }
    ObjectNode event = stage.events().message(route.get(), peer, requestId, text);
    switch (stage.invoke(route.get(), event).orElseThrow()) {
      case Answer.Returned(byte[] json) -> {
        // Without a response of the route it goes nowhere.
        if (stage.answers(route.get())) {
          respond(json);
        }
      }
      case Answer.Failed _, Answer.TimedOut _ -> complain("Internal server error", requestId);
    }
  }

  private void respond(byte[] returned) {
    Json.read(returned)
        .map(answer -> answer.path("body"))
        .filter(JsonNode::isTextual)
        .ifPresent(body -> send(body.asText().getBytes(StandardCharsets.UTF_8)));
  }

  private void complain(String message, String requestId) {
    ObjectNode complaint = Json.object().put("message", message);
    complaint.put("connectionId", peer.connectionId()).put("requestId", requestId);
    send(complaint.toString().getBytes(StandardCharsets.UTF_8));
  }
}
