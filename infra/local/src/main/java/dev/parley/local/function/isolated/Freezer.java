package dev.parley.local.function.isolated;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Stops processes and lets them go on, as Lambda does between two events. */
final class Freezer {
  // The numbers of Linux, on every architecture that Lambda has.
  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;
  private static final int EXISTS = 0;

  private final MethodHandle kill;

  private Freezer(MethodHandle kill) {
    this.kill = kill;
  }

  /**
   * Throws {@link UnsupportedOperationException} where processes cannot be stopped. The C library
   * is called, because starting /bin/kill twice per event would take longer than most events.
   */
  @SuppressWarnings("restricted")
  static Freezer ofThisSystem() {
    try {
      Linker linker = Linker.nativeLinker();
      FunctionDescriptor type =
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
      Freezer freezer =
          new Freezer(
              linker.downcallHandle(linker.defaultLookup().find("kill").orElseThrow(), type));
      freezer.send(ProcessHandle.current().pid(), EXISTS);
      return freezer;
    } catch (RuntimeException | LinkageError e) {
      throw new UnsupportedOperationException("processes cannot be stopped here: " + e, e);
    }
  }

  void freeze(ProcessHandle process) {
    if (process.isAlive()) {
      send(process.pid(), SIGSTOP);
    }
  }

  void thaw(ProcessHandle process) {
    if (process.isAlive()) {
      send(process.pid(), SIGCONT);
    }
  }

  private void send(long pid, int signal) {
    try {
      int refused = (int) kill.invokeExact((int) pid, signal);
      if (refused != 0 && signal == EXISTS) {
        throw new UnsupportedOperationException("no signal may be sent");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
