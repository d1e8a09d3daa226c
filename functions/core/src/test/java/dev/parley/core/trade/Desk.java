package dev.parley.core.trade;

import dev.parley.core.consultation.Consultations;
import dev.parley.core.consultation.Errands;
import dev.parley.core.consultation.Ports;
import dev.parley.core.conversation.Messages;
import dev.parley.core.conversation.Standings;
import dev.parley.core.ledger.Wallets;
import dev.parley.core.workspace.Directory;
import java.time.InstantSource;

/** One instance of the functions. */
record Desk(
    Ports ports,
    Consultations consultations,
    Wallets wallets,
    Standings standings,
    Messages messages,
    Directory directory,
    Cashier cashier) {

  static Desk of(Ports it, dev.parley.core.payment.Ports money, InstantSource clock) {
    dev.parley.core.conversation.Ports old = it.conversations();
    dev.parley.core.conversation.Ports ports =
        new dev.parley.core.conversation.Ports(
            old.store(),
            old.inboxes(),
            old.rooms(),
            old.directory(),
            old.audience(),
            old.quota(),
            clock,
            old.random(),
            old.backoff());
    Ports all = new Ports(it.store(), it.ledger(), it.timers(), ports);
    return new Desk(
        all,
        new Consultations(all),
        new Wallets(it.ledger(), old.directory(), clock, old.backoff()),
        new Standings(ports),
        new Messages(ports),
        old.directory(),
        Cashier.of(money, new Errands(all), ports));
  }
}
