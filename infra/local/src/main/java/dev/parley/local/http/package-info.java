/** What every part that listens for HTTP shares. */
package dev.parley.local.http;
