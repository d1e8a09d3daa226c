/** DynamoDB on this machine, with the tables of a template. */
package dev.parley.local.dynamo;
