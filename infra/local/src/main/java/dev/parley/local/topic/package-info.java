/**
 * SNS: topics, their subscriptions and what is published to them, by the Query protocol.
 *
 * <p>A publication is answered only when every queue has stored it and every function's
 * asynchronous sink has taken it, so that nothing acknowledged is lost with the process. A failed
 * delivery never fails the publication. AWS tries its own endpoints again for weeks; here a
 * delivery is tried a few times within a second before it goes to the subscription's dead letter
 * queue. Topics and subscriptions that were not in the template, and the FIFO topics' memory of
 * deduplication ids, end with the process.
 */
package dev.parley.local.topic;
