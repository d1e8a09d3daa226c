package dev.parley.core.trade;

import dev.parley.core.consultation.Errands;
import dev.parley.core.payment.Arrivals;
import dev.parley.core.payment.Checkout;
import dev.parley.core.payment.Departures;
import dev.parley.core.payment.Ports;
import dev.parley.core.payment.Progress;
import dev.parley.core.payment.Purchases;
import dev.parley.core.payment.Strays;
import dev.parley.core.payment.TopUps;
import dev.parley.core.payment.Withdrawals;

/** What one instance of the functions does with payments. */
record Cashier(
    TopUps topUps,
    Checkout checkout,
    Withdrawals withdrawals,
    Strays strays,
    Arrivals arrivals,
    Departures departures,
    Progress progress) {
  static Cashier of(Ports it, Errands errands, dev.parley.core.conversation.Ports conversations) {
    Ports ports = new Ports(it.store(), it.ledger(), it.provider(), it.wakings(), conversations);
    TopUps topUps = new TopUps(ports);
    Purchases purchases = new Purchases(ports, errands);
    return new Cashier(
        topUps,
        new Checkout(errands, topUps),
        new Withdrawals(ports),
        new Strays(ports),
        new Arrivals(ports, purchases),
        new Departures(ports),
        new Progress(ports, purchases));
  }
}
