/**
 * Money between the workspace and the world: top-ups that come in by a provider's word, withdrawals
 * that leave exactly once, and money that nobody announced.
 */
package dev.parley.core.payment;
