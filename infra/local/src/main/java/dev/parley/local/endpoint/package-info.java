/** One address for the AWS services that have no engine of their own, and for a page. */
package dev.parley.local.endpoint;
