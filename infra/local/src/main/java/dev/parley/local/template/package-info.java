/** Reads a SAM template and resolves it, strictly, into the things that a local cloud runs. */
package dev.parley.local.template;
