/** JSON: how requests are read, strictly, and how answers and webhooks are written. */
package dev.parley.provider.wire;
