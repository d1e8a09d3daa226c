package dev.parley.local.function;

/** What Lambda does with a function that invokes itself through what it sends. */
public enum RecursiveLoop {
  TERMINATE,
  ALLOW
}
