/** Benchmarks: figures of one run, on whatever machine it ran. */
package dev.parley.bench;
