/** Lambda's doors: asynchronous invocations with their retries, and the Invoke API. */
package dev.parley.local.lambda;
