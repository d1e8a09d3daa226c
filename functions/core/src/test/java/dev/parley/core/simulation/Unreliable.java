package dev.parley.core.simulation;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.faults.Died;
import dev.parley.core.faults.PortFault;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Stands in front of everything that commands call: each call takes its time, in which others come
 * in between, and now and then goes wrong.
 */
public final class Unreliable {
  private static final long MEAN_WAIT = 4_000;
  private static final long LATEST = 3_000_000;

  /** What becomes of a call. */
  private enum Fate {
    WELL(0),
    UNAVAILABLE(4),
    DIES_BEFORE(2),
    DIES_AFTER(2),
    CONFLICT(6),
    APPLIED_AND_NOT_KNOWN(5),
    NOT_APPLIED_AND_NOT_KNOWN(3),
    APPLIED_LATER_AND_NOT_KNOWN(3);

    /** In how many of a thousand calls. */
    private final int share;

    Fate(int share) {
      this.share = share;
    }

    private String inWords() {
      return "fault " + name().toLowerCase(Locale.ROOT);
    }
  }

  private static final List<Fate> OF_READS =
      List.of(Fate.UNAVAILABLE, Fate.DIES_BEFORE, Fate.DIES_AFTER);
  private static final List<Fate> OF_WRITES = new ArrayList<>(OF_READS);
  private static final List<Fate> OF_COMMITS;

  static {
    OF_WRITES.add(Fate.APPLIED_AND_NOT_KNOWN);
    OF_WRITES.add(Fate.NOT_APPLIED_AND_NOT_KNOWN);
    OF_WRITES.add(Fate.APPLIED_LATER_AND_NOT_KNOWN);
    OF_COMMITS = new ArrayList<>(OF_WRITES);
    OF_COMMITS.add(Fate.CONFLICT);
  }

  private final Clockwork clockwork;
  private final Chance chance;
  private final Tally tally;
  private boolean calm;

  public Unreliable(Clockwork clockwork, Chance chance, Tally tally) {
    this.clockwork = clockwork;
    this.chance = chance;
    this.tally = tally;
  }

  public static List<String> faults() {
    return OF_COMMITS.stream().map(Fate::inWords).toList();
  }

  /** From now on everything goes well. */
  public void calm() {
    calm = true;
  }

  public <T> T before(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> call(target, method, arguments)));
  }

  private Object call(Object target, Method method, Object[] arguments) throws Throwable {
    clockwork.pause(chance.about(MEAN_WAIT));
    Fate fate = calm ? Fate.WELL : fate(method);
    if (fate == Fate.WELL) {
      return invoke(target, method, arguments);
    }
    tally.count(fate.inWords());
    switch (fate) {
      case APPLIED_AND_NOT_KNOWN, DIES_AFTER -> invoke(target, method, arguments);
      case APPLIED_LATER_AND_NOT_KNOWN ->
          clockwork.in(chance.between(1, LATEST), () -> later(target, method, arguments));
      case WELL, UNAVAILABLE, DIES_BEFORE, CONFLICT, NOT_APPLIED_AND_NOT_KNOWN -> {}
    }
    return switch (fate) {
      case UNAVAILABLE -> throw new Unavailable("by chance");
      case DIES_BEFORE, DIES_AFTER -> throw new Died();
      case WELL, CONFLICT -> false;
      case APPLIED_AND_NOT_KNOWN, NOT_APPLIED_AND_NOT_KNOWN, APPLIED_LATER_AND_NOT_KNOWN ->
          throw new Ambiguous("by chance", null);
    };
  }

  private Fate fate(Method method) {
    List<Fate> possible =
        method.getName().equals("commit")
            ? OF_COMMITS
            : PortFault.WRITES.contains(method.getName()) ? OF_WRITES : OF_READS;
    int drawn = chance.below(1_000);
    for (Fate fate : possible) {
      drawn -= fate.share;
      if (drawn < 0) {
        return fate;
      }
    }
    return Fate.WELL;
  }

  private static void later(Object target, Method method, Object[] arguments) {
    try {
      invoke(target, method, arguments);
    } catch (Throwable e) {
      throw new AssertionError("a store in memory has failed", e);
    }
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
