package dev.parley.core.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stands in front of what a command calls, counts the calls and lets one of them go wrong. */
public final class FaultAt {
  /** A call that was made: its method, and what it was called with. */
  public record Made(Method method, Object[] arguments) {}

  private final List<Made> made = new ArrayList<>();
  private int at = -1;
  private Fault fault;
  private boolean happened;

  /** Lets no call go wrong, from now on, and counts anew. */
  public void calm() {
    made.clear();
    at = -1;
    happened = false;
  }

  /** Lets one of the calls from now on go wrong. */
  public void arm(int index, Fault how) {
    calm();
    at = index;
    fault = how;
  }

  /** Whether the call that was to go wrong was made. */
  public boolean happened() {
    return happened;
  }

  /** The calls since this was last armed or calmed. */
  public synchronized List<Made> made() {
    return List.copyOf(made);
  }

  /** The same, with this in front of it. */
  public <T> T before(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) ->
                call(method, arguments, () -> invoke(target, method, arguments))));
  }

  private Object call(Method method, Object[] arguments, Fault.Call call) throws Throwable {
    return next(method, arguments).isPresent()
        ? fault.instead(method, arguments, call)
        : call.make();
  }

  private synchronized Optional<Fault> next(Method method, Object[] arguments) {
    made.add(new Made(method, arguments));
    boolean now = made.size() - 1 == at && fault.fits(method, arguments);
    happened = happened || now;
    return now ? Optional.of(fault) : Optional.empty();
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
