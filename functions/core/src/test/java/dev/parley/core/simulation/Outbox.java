package dev.parley.core.simulation;

import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.Receipt;
import dev.parley.core.conversation.Side;
import dev.parley.core.failure.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a person has written on a device and nobody has acknowledged yet. */
final class Outbox {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** Errors after which a device tries again by itself. */
  private static final Set<String> TRANSIENT =
      Set.of(Code.BUSY.text(), Code.NOT_WATCHING.text(), Code.NOT_ALLOWED.text());

  private final Device device;
  private final Letters letters;
  private final Map<ClientMessageId, Pending> pending = new LinkedHashMap<>();
  private final Map<String, Pending> byRequest = new LinkedHashMap<>();
  private long written;

  /** One message on its way. */
  private static final class Pending {
    private final ConversationId conversation;
    private final ClientMessageId id;
    private final Content.Written content;
    private final Side side;
    private long after;
    private boolean confirm;
    private Instant nextAt = Instant.EPOCH;

    private Pending(
        ConversationId conversation, ClientMessageId id, Content.Written content, Side side) {
      this.conversation = conversation;
      this.id = id;
      this.content = content;
      this.side = side;
      this.after = id.base();
    }
  }

  Outbox(Device device, Letters letters) {
    this.device = device;
    this.letters = letters;
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  String inWords() {
    return pending.keySet().toString();
  }

  long waitingIn(ConversationId id) {
    return pending.values().stream().filter(it -> it.conversation.equals(id)).count();
  }

  /** A person has pressed send. */
  void write(ConversationId conversation, Content.Written content, Side side) {
    long base = device.screen().view(conversation).position();
    ClientMessageId id = new ClientMessageId(base, device.name() + "_" + ++written);
    Pending message = new Pending(conversation, id, content, side);
    pending.put(id, message);
    send(message);
  }

  void reconnected() {
    pending.values().forEach(message -> message.nextAt = Instant.EPOCH);
    tick();
  }

  void tick() {
    byRequest.values().removeIf(message -> !pending.containsKey(message.id));
    List.copyOf(pending.values()).stream()
        .filter(message -> !message.nextAt.isAfter(device.now()))
        .forEach(this::send);
  }

  private void send(Pending message) {
    if (!device.isOpen()) {
      return;
    }
    message.after = after(message);
    message.nextAt = device.now().plus(PATIENCE);
    Optional<String> request = device.request();
    byRequest.put(request.get(), message);
    Draft draft =
        new Draft(
            message.conversation, message.id, message.after, message.confirm, message.content);
    letters.tried(device.person(), draft);
    device.ask(new Command.Write(request, draft));
  }

  /** For staff it is what the author has seen: a colleague's message stops it. */
  private long after(Pending message) {
    View view = device.screen().view(message.conversation);
    long after = Math.min(message.after, view.position());
    while (after < view.position() && !(message.side == Side.STAFF && stops(view, after + 1))) {
      after++;
    }
    return after;
  }

  private boolean stops(View view, long seq) {
    return view.at(seq)
        .filter(entry -> entry.content().isMessage())
        .filter(entry -> !entry.author().equals(device.person()))
        .filter(entry -> device.isStaff(entry.author()))
        .isPresent();
  }

  void acknowledged(Receipt receipt) {
    pending.remove(receipt.clientMessageId());
    Letters.Letter letter =
        letters.acknowledged(
            new Letters.Key(receipt.conversation(), device.person(), receipt.clientMessageId()),
            receipt.seq());
    device
        .screen()
        .acknowledged(
            receipt.conversation(),
            receipt.seq(),
            new View.Held(device.person(), letter.content()));
  }

  /** What an error says of a message; one that was acknowledged meanwhile is not concerned. */
  void refused(Frame.Problem problem) {
    Pending message = problem.requestId().map(byRequest::remove).orElse(null);
    if (message == null || !pending.containsKey(message.id)) {
      return;
    }
    message.nextAt = device.now().plus(problem.retryAfter().orElse(PATIENCE));
    if (problem.code().equals(Code.NOT_WATCHING.text())) {
      device.screen().watch(message.conversation);
    } else if (problem.code().equals(Code.ALREADY_ANSWERED.text())) {
      answered(message, problem.entry().orElseThrow().seq());
    } else if (problem.code().equals(Code.UNKNOWN_POSITION.text())) {
      throw new AssertionError("the log is shorter than what was held of it: " + message.id);
    } else if (problem.code().equals(Code.IDEMPOTENCY_MISMATCH.text())) {
      throw new AssertionError("not the same under " + message.id);
    } else if (problem.retryAfter().isEmpty() && !TRANSIENT.contains(problem.code())) {
      pending.remove(message.id);
    }
  }

  /** The author has seen the colleague's answer, and thinks it over. */
  private void answered(Pending message, long seq) {
    message.nextAt = device.now();
    switch (device.chance().below(3)) {
      case 0 -> message.confirm = true;
      case 1 -> message.after = Math.max(message.after, seq);
      default -> pending.remove(message.id);
    }
  }
}
