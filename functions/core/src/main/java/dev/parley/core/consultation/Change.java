package dev.parley.core.consultation;

import dev.parley.core.conversation.Commit;
import dev.parley.core.ledger.Posting;
import java.util.Optional;

/**
 * Everything that one step writes, as data. A store applies all of it or nothing; it applies
 * nothing when the consultation is not at the version before this one, or when anything else finds
 * its place taken.
 */
public record Change(
    Consultation consultation,
    Commit.Append entry,
    Optional<Posting> money,
    Optional<Paper> paper) {}
