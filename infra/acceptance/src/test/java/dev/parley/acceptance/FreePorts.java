package dev.parley.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports for a system that must be at the same addresses when it starts again. */
final class FreePorts {
  // Below the ports from which the operating system serves clients, so that none is taken between.
  private static final int FIRST = 10_000;
  private static final int LAST = 30_000;

  private FreePorts() {}

  /** The first of so many neighbouring ports that are all free. */
  static int neighbours(int count) {
    int start = FIRST + (int) (ProcessHandle.current().pid() % (LAST - FIRST));
    for (int first = start; first < LAST + count; first += count) {
      if (areFree(first, count)) {
        return first;
      }
    }
    throw new IllegalStateException("no " + count + " neighbouring ports are free from " + start);
  }

  private static boolean areFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        if (!socket.isBound()) {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
