/**
 * Months of paid consultations in virtual time, in an unfriendly world, with laws that always hold.
 */
package dev.parley.core.trade;
