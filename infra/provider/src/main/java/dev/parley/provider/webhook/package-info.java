/** Tells the merchant what has happened, signed as https://www.standardwebhooks.com says. */
package dev.parley.provider.webhook;
