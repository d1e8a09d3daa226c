/** Runs each function in processes of its own, under AWS's runtime interface client. */
package dev.parley.local.function.isolated;
