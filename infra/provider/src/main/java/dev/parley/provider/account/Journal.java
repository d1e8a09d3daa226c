package dev.parley.provider.account;

import java.util.List;

/** Keeps what has changed for the next start. */
@FunctionalInterface
public interface Journal {
  /** Keeps nothing. */
  Journal NONE = _ -> {};

  /** Keeps all of them or, if it throws or the process dies, none. */
  void write(List<Change> changes);
}
