/** What the provider knows: payments, payouts and refunds, and the book of what was settled. */
package dev.parley.provider.account;
