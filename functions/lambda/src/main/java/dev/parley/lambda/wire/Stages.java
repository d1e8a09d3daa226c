package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.Settlement;
import dev.parley.core.consultation.Stage;
import dev.parley.core.consultation.Wish;
import java.time.Instant;
import java.util.Locale;

/** Writes what a consultation has come to: the name of the stage, and the fields it has. */
final class Stages {
  private Stages() {}

  static ObjectNode write(Stage stage) {
    ObjectNode json = Json.object().put("name", name(stage));
    switch (stage) {
      case Stage.Requested it -> wish(at(json, "lapsesAt", it.lapsesAt()), it.wish());
      case Stage.Offered it -> at(json, "lapsesAt", it.lapsesAt());
      case Stage.Agreed it -> at(at(json, "agreedAt", it.agreedAt()), "payBy", it.payBy());
      case Stage.Paid it ->
          at(at(at(json, "paidAt", it.paidAt()), "startAt", it.startAt()), "dueAt", it.dueAt());
      case Stage.Open it ->
          at(at(json, "openedAt", it.openedAt()), "dueAt", it.dueAt())
              .put("reminders", it.reminders());
      case Stage.Closed it ->
          at(at(json, "closedAt", it.closedAt()), "releasesAt", it.releasesAt());
      case Stage.Disputed it -> {
        at(at(json, "closedAt", it.closedAt()), "claimedAt", it.claimedAt());
        json.put("left", it.left().toString());
        it.remindsAt().ifPresent(reminds -> at(json, "remindsAt", reminds));
      }
      case Stage.Completed it ->
          settlement(at(json, "completedAt", it.completedAt()), it.settlement());
      case Stage.Declined it -> at(json, "declinedAt", it.at());
      case Stage.Cancelled it -> {
        at(json, "cancelledAt", it.at()).put("by", Json.lowerCase(it.by()));
        json.set("refunded", Amounts.write(it.refunded()));
      }
      case Stage.Expired it -> at(json, "expiredAt", it.at());
    }
    return json;
  }

  /** What is asked for, or agreed. */
  static ObjectNode wish(ObjectNode json, Wish wish) {
    json.put("service", wish.service());
    switch (wish.due()) {
      case Due.At it -> at(json.putObject("due"), "at", it.instant());
      case Due.Within it -> json.putObject("due").put("within", it.duration().toString());
    }
    wish.startAt().ifPresent(start -> at(json, "startAt", start));
    return json;
  }

  private static void settlement(ObjectNode json, Settlement it) {
    json.set("released", Amounts.write(it.released()));
    json.set("refunded", Amounts.write(it.refunded()));
    json.set("commission", Amounts.write(it.commission()));
    json.set("advanced", Amounts.write(it.advanced()));
  }

  private static ObjectNode at(ObjectNode json, String name, Instant at) {
    return json.put(name, Json.text(at));
  }

  private static String name(Stage stage) {
    return stage.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
