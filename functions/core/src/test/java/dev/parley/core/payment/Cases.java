package dev.parley.core.payment;

import dev.parley.core.consultation.Errands;

/** Everything that can be done with payments. */
record Cases(
    TopUps topUps,
    Arrivals arrivals,
    Withdrawals withdrawals,
    Departures departures,
    Strays strays,
    Progress progress,
    Checkout checkout,
    Errands errands) {
  static Cases of(Ports ports, Errands errands) {
    TopUps topUps = new TopUps(ports);
    Purchases purchases = new Purchases(ports, errands);
    return new Cases(
        topUps,
        new Arrivals(ports, purchases),
        new Withdrawals(ports),
        new Departures(ports),
        new Strays(ports),
        new Progress(ports, purchases),
        new Checkout(errands, topUps),
        errands);
  }
}
