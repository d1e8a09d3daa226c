/** Files that are whole or not there at all. */
package dev.parley.local.file;
