/**
 * The send path with nothing of Parley in it: the same calls, made by the bare SDK. It is packed
 * into a jar of its own beside Parley's libraries and runs wherever Parley's own function runs.
 */
package dev.parley.bench.floor;
