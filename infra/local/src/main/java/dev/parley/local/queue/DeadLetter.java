package dev.parley.local.queue;

import org.elasticmq.actor.queue.InternalMessage;

/** A message that comes into a queue because another has no use for it. */
record DeadLetter(InternalMessage message, String from) {}
