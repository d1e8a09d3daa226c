package dev.parley.core.conversation;

/** Who writes an entry, and on which side. */
record Author(String person, Side side) {}
