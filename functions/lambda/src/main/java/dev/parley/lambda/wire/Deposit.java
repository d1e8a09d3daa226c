package dev.parley.lambda.wire;

import dev.parley.core.money.Money;

/** Money that somebody puts in, once under their own key for it, and why. */
public record Deposit(String key, Money amount, String reason) {}
