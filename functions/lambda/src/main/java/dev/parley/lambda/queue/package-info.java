/** SQS behind the core's port for timers. */
package dev.parley.lambda.queue;
