package dev.parley.core.consultation;

import dev.parley.core.money.Money;
import java.util.Optional;

/**
 * What a specialist offers.
 *
 * @param price zero for a consultation that is free
 * @param details the terms at length
 */
public record Offer(Wish wish, Money price, Optional<String> details) {}
