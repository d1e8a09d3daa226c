package dev.parley.core.conversation;

import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Quota;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Everything that conversations need from outside. */
public record Ports(
    ConversationStore store,
    Inboxes inboxes,
    Rooms rooms,
    Directory directory,
    Audience audience,
    Quota quota,
    InstantSource clock,
    RandomGenerator random,
    Backoff backoff) {}
