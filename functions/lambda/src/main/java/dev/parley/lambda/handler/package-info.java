/** One thin class per function of the template: decode, one command, encode. */
package dev.parley.lambda.handler;
