/** The demo and the tests of the whole, through public interfaces only. */
package dev.parley.acceptance;
