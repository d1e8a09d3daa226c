package dev.parley.core.payment;

import dev.parley.core.money.Money;

/**
 * What a page of payment is opened for.
 *
 * @param reference ours: the provider tells it with everything that happens there
 * @param description what the payer reads
 */
public record Opening(String reference, Money amount, String description) {}
