package dev.parley.core.payment;

import java.time.Instant;

/**
 * What somebody gets for what they did with a payment. It holds nothing that changes with time, so
 * whoever tries again gets an equal one.
 *
 * @param version of the payment after it
 */
public record Receipt(PaymentId payment, long version, Instant at) {}
