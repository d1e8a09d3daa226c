/** What can be done to the local cloud itself, by requests that AWS has not. */
package dev.parley.local.control;
