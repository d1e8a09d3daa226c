/** The one clock of the local cloud, and alarms that ring by it. */
package dev.parley.local.clock;
