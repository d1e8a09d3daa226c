package dev.parley.core.workspace;

/** Who may begin a conversation in a workspace. A client always may. */
public enum StartPolicy {
  /** Nobody but the client. */
  CLIENT_ONLY,
  /** Staff too, with a client who wrote before and has a client card. */
  LINKED_CLIENT,
  /** Staff too, with anybody. */
  STAFF_ANY
}
