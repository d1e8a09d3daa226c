/** EventBridge Scheduler: calls functions at instants, at rates and by calendar expressions. */
package dev.parley.local.schedule;
