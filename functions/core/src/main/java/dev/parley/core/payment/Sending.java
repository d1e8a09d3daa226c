package dev.parley.core.payment;

import dev.parley.core.money.Money;

/**
 * Money to be sent out.
 *
 * @param key follows from the withdrawal: under one key money leaves once
 */
public record Sending(String key, Money amount, Destination to) {}
