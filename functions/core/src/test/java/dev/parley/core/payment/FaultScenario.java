package dev.parley.core.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One use case that goes wrong in every way.
 *
 * @param before brings a counter to where it can be done, and prepares doing it
 */
record FaultScenario(String name, Function<Counter, Act> before) {
  static final String KEY = "the-key";

  /** Does it, or does it again, and tells what its caller was told. */
  @FunctionalInterface
  interface Act {
    Object run(Cases cases);
  }

  /** Whether it is the provider who does it: it tells again until somebody has listened. */
  boolean isTold() {
    return name.startsWith("told");
  }

  /** Whether it is answered alike for ever: what is not paid in time expires. */
  boolean lasts() {
    return !name.equals("prepare top-up");
  }

  static List<FaultScenario> all() {
    List<FaultScenario> all = new ArrayList<>();
    IncomingScenarios.add(all);
    OutgoingScenarios.add(all);
    return all;
  }

  static String external(Payment payment) {
    return switch (payment.stage()) {
      case TopUp.Credited credited -> credited.externalId();
      case Stray stray -> stray.externalId();
      default -> throw new IllegalArgumentException(payment.toString());
    };
  }

  static FaultScenario of(String name, Function<Counter, Act> before) {
    return new FaultScenario(name, before);
  }

  static FaultScenario woken(String name, Function<Counter, Payment> before) {
    return of(
        name,
        it -> {
          PaymentId id = before.apply(it).id();
          return cases -> {
            cases.progress().woke(id);
            return "woken";
          };
        });
  }

  static FaultScenario told(String name, Function<Counter, Incoming> before) {
    return of(
        "told " + name,
        it -> {
          Incoming incoming = before.apply(it);
          return cases -> {
            cases.arrivals().told(Counter.WORKSPACE, incoming);
            return "told";
          };
        });
  }
}
