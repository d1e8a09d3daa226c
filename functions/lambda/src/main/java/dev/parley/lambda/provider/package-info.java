/** Providers of payments behind the core's port: their HTTP APIs, their signatures, their JSON. */
package dev.parley.lambda.provider;
