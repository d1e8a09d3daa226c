/** SQS behind the core's ports for what is to be done later. */
package dev.parley.lambda.queue;
