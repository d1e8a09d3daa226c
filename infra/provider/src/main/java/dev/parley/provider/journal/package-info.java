/** Keeps what the provider knows in a folder, from one start to the next. */
package dev.parley.provider.journal;
