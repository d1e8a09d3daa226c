/** The page at the root of the local cloud: what runs, what waits, what went wrong. */
package dev.parley.local.page;
