package dev.parley.core.trade;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.faults.Died;
import dev.parley.core.workspace.Membership;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Something that a person wants once, under one key, and asks for again until there is an answer.
 */
final class Errand {
  private static final int PATIENCE = 5;

  private final Market market;
  private final String workspace;
  private final String person;
  private final String name;
  private final BiFunction<Desk, Membership, Object> action;
  private final Optional<BiFunction<Desk, Membership, Object>> other;
  private Optional<Object> receipt = Optional.empty();
  private boolean unknown;

  /**
   * @param action gives a receipt
   * @param other something else under the same key
   */
  Errand(
      Market market,
      String workspace,
      String person,
      String name,
      BiFunction<Desk, Membership, Object> action,
      Optional<BiFunction<Desk, Membership, Object>> other) {
    this.market = market;
    this.workspace = workspace;
    this.person = person;
    this.name = name;
    this.action = action;
    this.other = other;
  }

  String name() {
    return name;
  }

  Optional<Object> receipt() {
    return receipt;
  }

  /** Whether it may have been done and nobody knows. */
  boolean isOpen() {
    return unknown && receipt.isEmpty();
  }

  /** Begins to ask. */
  void run() {
    ask(PATIENCE);
  }

  private void ask(int tries) {
    boolean answered = receipt.isPresent();
    market.clockwork.start(
        () -> {
          try {
            told(action.apply(market.desk(), me()));
          } catch (Refused e) {
            refused(e.code(), answered);
          } catch (Unavailable | Ambiguous | Died e) {
            unknown = true;
            again(tries - 1);
          }
        });
  }

  private Membership me() {
    return Membership.of(market.desk().directory(), workspace, person);
  }

  private void again(int tries) {
    if (tries > 0 || market.isCalm()) {
      market.tally.count("errand tried again");
      market.clockwork.in(Duration.ofMillis(market.chance.between(50, 90_000)), () -> ask(tries));
    } else {
      market.tally.count("errand given up");
    }
  }

  private void told(Object answer) {
    market.tally.count("done " + name);
    market
        .audit()
        .require(
            Invariant.SAME_KEY_SAME_RECEIPT,
            receipt.map(answer::equals).orElse(true),
            () -> receipt + " and then " + answer);
    receipt = Optional.of(answer);
  }

  private void refused(Code code, boolean answered) {
    market.tally.count("refused " + code.text());
    market
        .audit()
        .require(
            Invariant.SAME_KEY_SAME_RECEIPT, !answered, () -> code + " for what was done: " + this);
  }

  /** Something else is wanted under the key of what was done. */
  void mistake() {
    if (receipt.isPresent() && other.isPresent()) {
      market.clockwork.start(
          () -> {
            try {
              Object answer = other.get().apply(market.desk(), me());
              throw new AssertionError("the same key for something else: " + answer);
            } catch (Refused e) {
              market.tally.count("refused " + e.code().text());
              market
                  .audit()
                  .require(
                      Invariant.SAME_KEY_SAME_RECEIPT,
                      e.code() == Code.IDEMPOTENCY_MISMATCH,
                      () -> e.code() + ": " + this);
            } catch (Unavailable | Ambiguous | Died e) {
              market.tally.count("errand given up");
            }
          });
    }
  }

  @Override
  public String toString() {
    return name + " of " + person + " in " + workspace + ": " + receipt;
  }
}
