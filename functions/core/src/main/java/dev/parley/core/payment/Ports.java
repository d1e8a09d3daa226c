package dev.parley.core.payment;

import dev.parley.core.attempt.Backoff;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.workspace.Directory;
import java.time.InstantSource;

/** Everything that payments need from outside. */
public record Ports(
    PaymentStore store,
    LedgerStore ledger,
    Payments provider,
    Wakings wakings,
    Directory directory,
    InstantSource clock,
    Backoff backoff) {}
