/** DynamoDB behind the ports of the core: keys, items, conditions, and what its errors mean. */
package dev.parley.lambda.store;
