package dev.parley.core.faults;

import dev.parley.core.conversation.Ports;
import java.util.function.Consumer;

/**
 * One command that goes wrong in every way.
 *
 * @param wish what is asked for, as the core's types say it; empty for what has no such type
 * @param before what must have been done for it to succeed
 */
public record Scenario(String name, Class<?> wish, Consumer<Stage> before, Act act) {
  /** Stands for what is asked for by a method alone. */
  static final class Call {
    private Call() {}
  }

  /** Carries the command out, or does so again, and tells what its caller was told. */
  @FunctionalInterface
  public interface Act {
    Object run(Stage stage, Ports ports);
  }

  static Scenario of(String name, Class<?> wish, Act act) {
    return new Scenario(name, wish, _ -> {}, act);
  }

  static Scenario of(String name, Act act) {
    return of(name, Call.class, act);
  }

  Scenario after(Consumer<Stage> wanted) {
    return new Scenario(name, wish, wanted, act);
  }

  @Override
  public String toString() {
    return name;
  }
}
