/** JSON as the parts of the local cloud hand it to each other. */
package dev.parley.local.json;
