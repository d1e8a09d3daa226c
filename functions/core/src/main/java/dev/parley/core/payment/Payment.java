package dev.parley.core.payment;

import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Money that comes in or leaves, and what it has come to.
 *
 * @param owner the person whose it is; empty for money that fits nothing
 * @param amount of money that fits nothing, what the provider has not taken back of it
 * @param version counts the stages from 1
 * @param done what people did with it, oldest first
 */
public record Payment(
    PaymentId id,
    Optional<String> owner,
    Money amount,
    Instant createdAt,
    long version,
    Stage stage,
    List<Done> done) {
  private static final Duration SKEW = Duration.ofSeconds(2);

  public Payment {
    done = List.copyOf(done);
  }

  /** The same in another stage. */
  Payment to(Stage next) {
    return new Payment(id, owner, amount, createdAt, version + 1, next, done);
  }

  /** The same in another stage, because a person wanted that. */
  Payment to(Stage next, Done.Wanted wanted, Instant at) {
    List<Done> more = new ArrayList<>(done);
    more.add(wanted.at(version + 1, at));
    return new Payment(id, owner, amount, createdAt, version + 1, next, more);
  }

  /** The same step with what is left of the amount. */
  Payment of(Money left) {
    return new Payment(id, owner, left, createdAt, version, stage, done);
  }

  /** What was done under a key. */
  Optional<Done> done(Done.Wanted wanted) {
    return done.stream().filter(it -> it.key().equals(wanted.key())).findFirst();
  }

  /** Whether it is to be gone on with by now. Clocks differ, and here a moment changes nothing. */
  boolean isDue(Instant now) {
    return stage.wakeAt().filter(at -> !now.plus(SKEW).isBefore(at)).isPresent();
  }

  boolean belongsTo(String person) {
    return owner.filter(person::equals).isPresent();
  }
}
