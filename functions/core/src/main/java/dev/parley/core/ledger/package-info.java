/**
 * Who has how much, in double entry. A transfer moves money between accounts and its legs sum to
 * zero; the accounts that must never be overdrawn are logs, and the next line of a log is the
 * change of its balance.
 */
package dev.parley.core.ledger;
