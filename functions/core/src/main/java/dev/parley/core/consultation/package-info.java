/**
 * The order: what a client and a specialist agree on, its payment, the work, and who gets the money
 * in the end. Every stage is reached by one commit that holds the order, the entry that tells of it
 * and the transfer that goes with it.
 */
package dev.parley.core.consultation;
