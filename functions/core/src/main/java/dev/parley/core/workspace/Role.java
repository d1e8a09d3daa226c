package dev.parley.core.workspace;

/** What a member is in a workspace; one person may be several things. */
public enum Role {
  CLIENT,
  /** Is written to by name. */
  SPECIALIST,
  /** Answers for the channels granted to them, where the workspace does not name other roles. */
  OPERATOR,
  /** Decides claims. */
  ARBITER,
  /** Keeps settings and members. */
  ADMINISTRATOR
}
