/** Digests that prove later what was there before. */
package dev.parley.core.digest;
