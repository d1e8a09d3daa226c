package dev.parley.local.queue;

/** Told to the actors of the queues when what they waited for may be due. */
enum ClockMoved {
  INSTANCE
}
