/** Every call of every command goes wrong once, in every way a call can go wrong. */
package dev.parley.core.faults;
