/** Amounts of money, exact to the smallest unit of their currency. */
package dev.parley.core.money;
