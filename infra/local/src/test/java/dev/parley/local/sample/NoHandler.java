package dev.parley.local.sample;

import java.time.InstantSource;
import java.util.Map;

/** Has the constructor, and is no handler. */
public class NoHandler {
  public NoHandler(Map<String, String> environment, InstantSource clock) {}
}
