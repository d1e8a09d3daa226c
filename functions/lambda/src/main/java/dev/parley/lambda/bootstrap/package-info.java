/** Composition root: the only package that names implementations, the environment and the clock. */
package dev.parley.lambda.bootstrap;
