/** SQS: ElasticMQ's queues by the local clock and in a file, and their event source mappings. */
package dev.parley.local.queue;
