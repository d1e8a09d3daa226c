/** A day of conversations in an unfriendly world, in virtual time, replayable by its seed. */
package dev.parley.core.simulation;
