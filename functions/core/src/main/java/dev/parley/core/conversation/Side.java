package dev.parley.core.conversation;

/** The two sides of a conversation. */
public enum Side {
  CLIENT,
  STAFF
}
