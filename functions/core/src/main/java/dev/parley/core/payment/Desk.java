package dev.parley.core.payment;

/** What somebody who keeps the workspace's money has to look at. */
public enum Desk {
  /** Withdrawals that wait for a second person. */
  APPROVAL,
  /** Withdrawals of which nobody knows yet whether they have left. */
  RECONCILING,
  /** Money that fits nothing that was expected. */
  UNMATCHED
}
