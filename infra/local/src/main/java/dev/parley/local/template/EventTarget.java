package dev.parley.local.template;

import java.time.Duration;

/**
 * The function that an event is for.
 *
 * @param function its logical id
 * @param arn as invoked, so with the alias when there is one
 */
record EventTarget(String function, String arn, Duration timeout) {}
