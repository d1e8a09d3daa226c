package dev.parley.core.consultation;

import dev.parley.core.ledger.LedgerStore;

/** Everything that consultations need from outside. */
public record Ports(
    ConsultationStore store,
    LedgerStore ledger,
    Timers timers,
    dev.parley.core.conversation.Ports conversations) {}
