/**
 * The nightly look at the workspace's money: are the books right, what has happened in them, and
 * does the provider's book say the same.
 */
package dev.parley.core.finance;
