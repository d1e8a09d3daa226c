/** Runs a SAM template on this machine. */
package dev.parley.local;
