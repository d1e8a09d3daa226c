package dev.parley.core.faults;

import java.lang.reflect.Method;

/** One way in which a call goes wrong. */
public interface Fault {
  /** A call on its way. */
  @FunctionalInterface
  interface Call {
    Object make() throws Throwable;
  }

  /** Whether a call can go wrong so. */
  boolean fits(Method method, Object[] arguments);

  /** What the caller gets instead; the call itself is made or is not. */
  Object instead(Method method, Object[] arguments, Call call) throws Throwable;
}
