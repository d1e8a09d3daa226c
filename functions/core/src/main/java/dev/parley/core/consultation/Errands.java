package dev.parley.core.consultation;

import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.Session;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Membership;
import java.util.List;
import java.util.Optional;

/** Does what people want of consultations, over REST and over sockets alike. */
public final class Errands {
  private final dev.parley.core.conversation.Ports ports;
  private final Consultations consultations;
  private final Conversations conversations;

  public Errands(Ports ports) {
    this.ports = ports.conversations();
    this.consultations = new Consultations(ports);
    this.conversations = new Conversations(ports.conversations());
  }

  /** Does it, once under its key. */
  public Receipt run(Membership me, Errand errand) {
    return switch (errand) {
      case Errand.Request it ->
          consultations.request(
              me, conversation(me, it.where()), it.key(), it.wish(), it.question());
      case Errand.Carry it -> consultations.command(me, it.consultation(), it.key(), it.command());
    };
  }

  /**
   * Does what a frame asks for; its receipt goes to the socket it came from.
   *
   * @param requestId the client's own name for the request
   */
  public Audience.Delivered run(Session session, Optional<String> requestId, Errand errand) {
    Receipt receipt = run(member(session), errand);
    Frame answer =
        new Frame.Ordered(
            requestId,
            receipt.consultation().value(),
            receipt.version(),
            receipt.seq(),
            receipt.at());
    return ports.audience().deliver(List.of(new Audience.Delivery(session.connection(), answer)));
  }

  private ConversationId conversation(Membership me, Errand.Where where) {
    return switch (where) {
      case Errand.Where.In it -> it.conversation();
      case Errand.Where.Of it -> conversations.with(me, it.specialist());
    };
  }

  /** A socket that should have been closed may be open still: money does not move on its word. */
  private Membership member(Session session) {
    return Membership.find(ports.directory(), session.workspace(), session.person())
        .filter(me -> me.member().epoch() == session.epoch())
        .orElseThrow(() -> Refused.of(Code.NOT_ALLOWED, "This socket was closed."));
  }
}
