package dev.parley.lambda.store;

import dev.parley.core.consultation.Claimed;
import dev.parley.core.consultation.Consultation;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Parties;
import dev.parley.core.consultation.Stage;
import dev.parley.core.consultation.Timer;
import dev.parley.core.conversation.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A consultation as attributes. Their names are short because a write is billed by the kilobyte:
 * with all the commands that it can remember an order stays within one.
 *
 * <pre>
 * v  format   n  version   at requested at   d  commands, see {@link DoneBytes}
 * cl, sp  keys of the indexes of client and specialist, while it is live
 * c, s    client and specialist of one that is over
 * cv      conversation, where it is not the one that the two have as a rule
 * sh, wa  shard and instant of the index by which it wakes
 * w, ca   workspace and instant of the index of claims
 * </pre>
 *
 * {@link StageItem} and {@link TermsItem} list the rest.
 */
final class OrderItem {
  static final String VERSION = "n";
  static final String CLIENT = "cl";
  static final String SPECIALIST = "sp";
  static final String SHARD = "sh";
  static final String WAKE_AT = "wa";
  static final String CLAIMS = "w";
  static final String CLAIMED_AT = "ca";

  private static final String REQUESTED_AT = "at";
  private static final String CONVERSATION = "cv";
  private static final String PAST_CLIENT = "c";
  private static final String PAST_SPECIALIST = "s";
  private static final String DONE = "d";

  private OrderItem() {}

  static Attributes key(ConsultationId id) {
    return Attributes.none().text("o", Keys.consultation(id)).text("sk", Keys.ORDER);
  }

  /** Where a claim stands in the index of claims. */
  static Attributes claim(Claimed it) {
    ConsultationId id = it.consultation();
    return key(id).text(CLAIMS, id.workspace()).number(CLAIMED_AT, it.at().toEpochMilli());
  }

  static Claimed claim(Attributes item, ConsultationId id) {
    return new Claimed(Instant.ofEpochMilli(item.number(CLAIMED_AT)), id);
  }

  static Attributes write(Attributes item, Consultation it) {
    parties(item, it);
    index(item, it);
    if (!it.done().isEmpty()) {
      item.bytes(DONE, DoneBytes.write(it.done()));
    }
    return StageItem.write(item, it.stage())
        .number("v", 1)
        .number(VERSION, it.version())
        .number(REQUESTED_AT, it.requestedAt().toEpochMilli());
  }

  private static void parties(Attributes item, Consultation it) {
    Parties parties = it.parties();
    String workspace = it.id().workspace();
    if (it.isLive()) {
      item.text(CLIENT, Keys.person(workspace, parties.client()))
          .text(SPECIALIST, Keys.person(workspace, parties.specialist()));
    } else {
      item.text(PAST_CLIENT, parties.client()).text(PAST_SPECIALIST, parties.specialist());
    }
    if (!parties.conversation().equals(usual(workspace, parties.client(), parties.specialist()))) {
      item.text(CONVERSATION, parties.conversation().value());
    }
  }

  private static ConversationId usual(String workspace, String client, String specialist) {
    return ConversationId.between(workspace, client, specialist);
  }

  private static void index(Attributes item, Consultation it) {
    it.stage()
        .wakeAt()
        .ifPresent(
            at ->
                item.number(SHARD, Timer.shard(it.id()))
                    .number(WAKE_AT, WakeAt.number(Timer.of(it, at))));
    if (it.stage() instanceof Stage.Disputed disputed) {
      item.text(CLAIMS, it.id().workspace())
          .number(CLAIMED_AT, disputed.claimedAt().toEpochMilli());
    }
  }

  static Consultation read(Attributes item, ConsultationId id) {
    Optional<Instant> wakeAt = item.optionalNumber(WAKE_AT).map(WakeAt::instant);
    Optional<Instant> claimedAt = item.optionalNumber(CLAIMED_AT).map(Instant::ofEpochMilli);
    return new Consultation(
        id,
        parties(item, id.workspace()),
        Instant.ofEpochMilli(item.number(REQUESTED_AT)),
        item.number(VERSION),
        StageItem.read(item, wakeAt, claimedAt),
        item.has(DONE) ? DoneBytes.read(item.bytes(DONE)) : List.of());
  }

  private static Parties parties(Attributes item, String workspace) {
    String client = person(item, CLIENT, PAST_CLIENT);
    String specialist = person(item, SPECIALIST, PAST_SPECIALIST);
    ConversationId conversation =
        item.optionalText(CONVERSATION)
            .map(value -> new ConversationId(workspace, value))
            .orElseGet(() -> usual(workspace, client, specialist));
    return new Parties(conversation, client, specialist);
  }

  private static String person(Attributes item, String live, String past) {
    return item.has(live) ? Keys.person(item.text(live)) : item.text(past);
  }
}
