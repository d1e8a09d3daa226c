/** A conversation is an append-only log of numbered entries. */
package dev.parley.core.conversation;
