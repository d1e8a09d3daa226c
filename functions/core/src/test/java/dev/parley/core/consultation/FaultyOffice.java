package dev.parley.core.consultation;

import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.faults.FaultAt;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Wallets;
import dev.parley.core.workspace.Directory;

/** An office in which one call of one port goes wrong. */
final class FaultyOffice {
  final Office office = new Office();
  final Ports ports;
  final Consultations consultations;
  final Wallets wallets;

  FaultyOffice(FaultAt faults) {
    dev.parley.core.conversation.Ports it = office.ports.conversations();
    LedgerStore ledger = faults.before(LedgerStore.class, office.ledger);
    Directory directory = faults.before(Directory.class, it.directory());
    ports =
        new Ports(
            faults.before(ConsultationStore.class, office.store),
            ledger,
            faults.before(Timers.class, office.ports.timers()),
            new dev.parley.core.conversation.Ports(
                faults.before(ConversationStore.class, it.store()),
                it.inboxes(),
                faults.before(Rooms.class, it.rooms()),
                directory,
                faults.before(Audience.class, it.audience()),
                it.quota(),
                it.clock(),
                it.random(),
                it.backoff()));
    consultations = new Consultations(ports);
    wallets = new Wallets(ledger, directory, it.clock(), it.backoff());
  }
}
