package dev.parley.provider;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A provider that tells a receiver, by a clock that a test moves. */
abstract class ProviderCase {
  /** The secret of the Standard Webhooks' own example. */
  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  final List<String> log = new CopyOnWriteArrayList<>();
  final MovedClock clock = new MovedClock();
  final Receiver receiver = new Receiver();
  final Provider provider = Provider.start(0, Merchant.KEY, Optional.empty(), log::add);
  final Merchant merchant = new Merchant(provider.address());

  @BeforeEach
  void tellTheReceiver() {
    tell(SECRET);
  }

  final void tell(String key) {
    Answer answer =
        merchant.control(
            "webhooks",
            "{\"url\":\"%s\",\"key\":\"%s\",\"clock\":\"%s\"}"
                .formatted(receiver.address(), key, clock.address()));
    if (answer.status() != 200) {
      throw new AssertionError(answer.body());
    }
  }

  /** Waits until whatever was told before has arrived, by telling one thing more. */
  final void settleDown() {
    String last = merchant.paid("last", 1, "pay");
    receiver.about(last, 1);
  }

  @AfterEach
  void end() {
    provider.close();
    receiver.close();
    clock.close();
  }
}
