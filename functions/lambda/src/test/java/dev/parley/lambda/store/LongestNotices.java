package dev.parley.lambda.store;

import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Notices;
import dev.parley.core.conversation.Ports;
import dev.parley.core.conversation.RecordingAudience;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Change;
import dev.parley.core.payment.Limits;
import dev.parley.core.payment.Payment;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Tells of steps with everything as long as it can be. */
final class LongestNotices {
  private static final Instant AT = Instant.parse("2026-03-02T09:00:00.123Z");
  private static final Money MOST = new Money(Money.MOST, Currency.getInstance("RUB"));

  private final Notices notices;

  LongestNotices(Engine engine) {
    notices =
        new Notices(
            new Ports(
                engine.conversations(),
                engine.inboxes(),
                engine.rooms(),
                engine.directory(),
                new RecordingAudience(),
                engine.quota(),
                () -> AT,
                new Random(1),
                _ -> {}));
  }

  /** The same, and its owner is told. */
  Change told(Change change) {
    Payment about = change.payments().getFirst();
    Content.Notice notice =
        new Content.Notice(
            "withdrawal_rejected",
            about.id().value(),
            MOST,
            Optional.of(MOST),
            Optional.of(MOST),
            Optional.of("Я".repeat(Limits.REASON_BYTES / 2)));
    String person = about.owner().orElseThrow();
    return new Change(
        List.copyOf(change.payments()),
        change.money(),
        Optional.of(notices.next(about.id().workspace(), person, notice, AT)));
  }
}
