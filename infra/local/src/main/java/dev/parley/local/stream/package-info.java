/** Streams of DynamoDB as event sources of functions. */
package dev.parley.local.stream;
