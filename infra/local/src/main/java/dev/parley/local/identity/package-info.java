/** Stands in for a Cognito user pool. */
package dev.parley.local.identity;
