package dev.parley.core.faults;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import java.lang.reflect.Method;
import java.util.Set;

/** How a call of a port goes wrong. */
public enum PortFault implements Fault {
  UNAVAILABLE {
    @Override
    public Object instead(Method method, Object[] arguments, Call call) {
      throw new Unavailable("on purpose");
    }
  },
  APPLIED_AND_NOT_KNOWN {
    @Override
    public boolean fits(Method method, Object[] arguments) {
      return WRITES.contains(method.getName());
    }

    @Override
    public Object instead(Method method, Object[] arguments, Call call) throws Throwable {
      call.make();
      throw new Ambiguous("on purpose", null);
    }
  },
  NOT_APPLIED_AND_NOT_KNOWN {
    @Override
    public boolean fits(Method method, Object[] arguments) {
      return WRITES.contains(method.getName());
    }

    @Override
    public Object instead(Method method, Object[] arguments, Call call) {
      throw new Ambiguous("on purpose", null);
    }
  },
  CONFLICT {
    @Override
    public boolean fits(Method method, Object[] arguments) {
      return method.getName().equals("commit");
    }

    @Override
    public Object instead(Method method, Object[] arguments, Call call) {
      return false;
    }
  },
  DIES_BEFORE {
    @Override
    public Object instead(Method method, Object[] arguments, Call call) {
      throw new Died();
    }
  },
  DIES_AFTER {
    @Override
    public Object instead(Method method, Object[] arguments, Call call) throws Throwable {
      call.make();
      throw new Died();
    }
  };

  /** The methods of ports that change something outside. */
  public static final Set<String> WRITES =
      Set.of(
          "commit",
          "project",
          "read",
          "register",
          "forget",
          "shut",
          "join",
          "leave",
          "noteTyping",
          "evict",
          "change",
          "open",
          "send");

  @Override
  public boolean fits(Method method, Object[] arguments) {
    return true;
  }
}
