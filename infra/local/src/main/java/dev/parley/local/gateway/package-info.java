/** API Gateway on this machine: WebSocket APIs with their @connections, HTTP APIs, authorizers. */
package dev.parley.local.gateway;
