/** Reaches open sockets through API Gateway's @connections. */
package dev.parley.lambda.push;
