package dev.parley.core.faults;

/** The process has ended in the middle of a command. */
public final class Died extends Error {
  private static final long serialVersionUID = 1;

  public Died() {
    super("the process has died", null, false, false);
  }
}
