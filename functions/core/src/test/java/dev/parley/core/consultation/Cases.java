package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.rub;

import dev.parley.core.money.Money;
import dev.parley.core.workspace.ConsultationPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A consultation at every stage, and on both sides of every deadline. */
final class Cases {
  static final Instant NOW = Office.START;
  static final ConsultationPolicy POLICY = Office.policy(Optional.of(Office.CAP));
  static final long PRICE = 100_000;

  private static final Instant SOON = NOW.plusMillis(1);
  private static final Duration REST = Duration.ofHours(5);

  private Cases() {}

  static Map<String, Stage> all() {
    Map<String, Stage> all = new LinkedHashMap<>();
    all.put("requested", new Stage.Requested(Office.wish(), 0, SOON));
    all.put("requested, lapsed", new Stage.Requested(Office.wish(), 0, NOW));
    all.put("offered", new Stage.Offered(terms(PRICE), SOON));
    all.put("offered, lapsed", new Stage.Offered(terms(PRICE), NOW));
    all.put("offered, free", new Stage.Offered(terms(0), SOON));
    all.put("agreed", new Stage.Agreed(terms(PRICE), NOW, SOON));
    all.put("agreed, not paid in time", new Stage.Agreed(terms(PRICE), NOW, NOW));
    all.put("paid", new Stage.Paid(terms(PRICE), NOW, SOON, SOON.plus(REST)));
    all.put("paid, start has come", new Stage.Paid(terms(PRICE), NOW, NOW, SOON));
    all.put("open", open(SOON, 0));
    all.put("open, due", open(NOW, 0));
    all.put("open, due a day ago", open(NOW.minus(Duration.ofDays(1)), 1));
    all.put("open, due three days ago", open(NOW.minus(Duration.ofDays(3)), 2));
    all.put("open, due 14 days ago", open(NOW.minus(Duration.ofDays(14)), 2));
    all.put("closed", new Stage.Closed(terms(PRICE), NOW, SOON));
    all.put("closed, free", new Stage.Closed(terms(0), NOW, SOON));
    all.put("closed, window over", new Stage.Closed(terms(PRICE), NOW, NOW));
    all.put("disputed", disputed(Optional.empty()));
    all.put("disputed, reminder due", disputed(Optional.of(NOW)));
    all.put("completed", completed(0, NOW));
    all.put("completed, all given back", completed(PRICE, NOW));
    all.put("completed 90 days ago", completed(0, NOW.minus(Duration.ofDays(90))));
    all.put("declined", new Stage.Declined(NOW));
    all.put("cancelled", new Stage.Cancelled(Actor.CLIENT, rub(0), NOW));
    all.put("expired", new Stage.Expired(NOW));
    return all;
  }

  static Terms terms(long kopecks) {
    return Terms.of(1, Office.offer(kopecks), POLICY.commission());
  }

  private static Stage open(Instant dueAt, int reminders) {
    return new Stage.Open(terms(PRICE), NOW, dueAt, reminders);
  }

  private static Stage disputed(Optional<Instant> remindsAt) {
    return new Stage.Disputed(terms(PRICE), NOW, REST, NOW, remindsAt);
  }

  private static Stage completed(long refunded, Instant at) {
    Settlement parts = Settlement.parted(rub(PRICE), rub(refunded), POLICY.commission());
    return new Stage.Completed(terms(PRICE), parts, at);
  }

  static Situation situation(Stage stage, Actor actor, Instant now) {
    return new Situation(stage, 0, actor, POLICY, now);
  }

  /** One of every command, as somebody would give it who may. */
  static List<Command> commands(Stage stage) {
    Money price = stage.terms().map(Terms::price).orElse(rub(PRICE));
    return List.of(
        new Command.Propose(Office.offer(PRICE)),
        new Command.Revise(Office.offer(PRICE - 1)),
        new Command.Decline(Optional.empty()),
        new Command.Agree(1),
        new Command.Cancel(Optional.of("I am ill.")),
        new Command.Pay(),
        new Command.Close(Optional.empty()),
        new Command.Accept(),
        new Command.Claim("It is wrong.", List.of(3L)),
        new Command.Withdraw(),
        new Command.Concede(Optional.of("You are right.")),
        new Command.Resolve(price, "All of it."),
        new Command.Refund(rub(1), "A kopeck."),
        new Command.Wake());
  }
}
