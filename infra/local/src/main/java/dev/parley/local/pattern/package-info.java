/** Decides as AWS does whether an event passes a Lambda filter or an SNS filter policy. */
package dev.parley.local.pattern;
