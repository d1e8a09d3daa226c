/** Runs functions in this process, as AWS Lambda runs them: same events, own environment each. */
package dev.parley.local.function;
