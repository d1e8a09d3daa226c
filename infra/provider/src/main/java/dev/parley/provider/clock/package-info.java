/** The provider's time: the system's, or that of a local cloud whose clock was moved. */
package dev.parley.provider.clock;
