package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.function.Answer;
import dev.parley.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.StreamConnection;

/** One established connection: each message is an invocation of its own, none waits for another. */
final class Connection implements FrameChannel.Owner {
  private final SocketStage stage;
  private final Peer peer;
  private final FrameChannel channel;
  private final Jitter.Delays delays;
  private final CountDownLatch gone = new CountDownLatch(1);
  private final TokenBucket messages;
  private final AtomicInteger in = new AtomicInteger();
  private final AtomicInteger out = new AtomicInteger();
  private volatile Instant lastActiveAt;

  private Connection(SocketStage stage, Peer peer, StreamConnection connection) {
    this.stage = stage;
    this.peer = peer;
    this.delays = stage.jitter().ofNextConnection();
    this.messages = new TokenBucket(stage.limits().client());
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

  OpenSocket describe() {
    return new OpenSocket(
        peer.connectionId(),
        peer.sourceIp(),
        peer.connectedAt(),
        lastActiveAt,
        in.get(),
        out.get());
  }

  /** False when the client reads too slowly to take more. */
  boolean send(byte[] utf8) {
    boolean taken = channel.send(utf8);
    if (taken) {
      out.incrementAndGet();
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
    Instant now = stage.clock().instant();
    lastActiveAt = now;
    in.incrementAndGet();
    if (!messages.take(now)) {
      close(1008, "Too many requests");
      return;
    }
    try {
      Duration delay = delays.next();
      stage.threads().execute(() -> receive(text, delay));
    } catch (RejectedExecutionException e) {
      close(1012, "Service restart");
    }
  }

  @Override
  public void broke(RuntimeException defect) {
    stage.log().broke("a socket", defect);
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

  private void receive(String text, Duration delay) {
    try {
      Thread.sleep(delay);
      deliver(text);
    } catch (InterruptedException e) {
      // The gateway is closing, and nobody waits for an answer any more.
    } catch (RuntimeException e) {
      stage.log().broke("a message", e);
      close(1011, "Internal server error");
    }
  }

  private void deliver(String text) {
    String requestId = AwsForms.id();
    Optional<String> route = stage.selection().routeOf(text);
    if (route.isEmpty()) {
      complain("Forbidden", requestId);
      return;
    }
    if (!stage.throttle().admits(route.get())) {
      complain("Too Many Requests", requestId);
      return;
    }
    ObjectNode event = stage.events().message(route.get(), peer, requestId, text);
    switch (stage.invoke(route.get(), event).orElseThrow()) {
      case Answer.Returned(byte[] json) -> {
        // Without a response of the route it goes nowhere.
        if (stage.answers(route.get())) {
          respond(json, requestId);
        }
      }
      case Answer.Failed _, Answer.TimedOut _ -> complain("Internal server error", requestId);
    }
  }

  private void respond(byte[] returned, String requestId) {
    Optional<byte[]> body =
        Json.read(returned)
            .map(answer -> answer.path("body"))
            .filter(JsonNode::isTextual)
            .map(text -> text.asText().getBytes(StandardCharsets.UTF_8));
    if (body.isPresent() && body.get().length > stage.limits().messageBytes()) {
      // No message is larger, whoever sends it; what AWS tells the client is not documented.
      complain("Internal server error", requestId);
    } else {
      body.ifPresent(this::send);
    }
  }

  private void complain(String message, String requestId) {
    ObjectNode complaint = Json.object().put("message", message);
    complaint.put("connectionId", peer.connectionId()).put("requestId", requestId);
    send(complaint.toString().getBytes(StandardCharsets.UTF_8));
  }
}
