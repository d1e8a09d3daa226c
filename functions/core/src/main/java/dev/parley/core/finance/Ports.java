package dev.parley.core.finance;

/**
 * Everything that nights need from outside.
 *
 * @param arrivals takes in payments that the provider has and nobody has told of
 * @param departures takes in how that has ended which left and nobody has told of
 */
public record Ports(
    NightStore store,
    SliceQueue queue,
    Reports reports,
    dev.parley.core.payment.Ports payments,
    dev.parley.core.payment.Arrivals arrivals,
    dev.parley.core.payment.Departures departures) {}
