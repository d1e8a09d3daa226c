package dev.parley.provider.account;

/** How often something that has happened is told. */
public enum Telling {
  NEVER,
  ONCE,
  /** The same event, under the same id, sent twice. */
  TWICE
}
