package dev.parley.lambda.bootstrap;

import java.util.Arrays;

/** Shows tests of other packages which keys the configuration wants. */
public final class Wanted {
  private Wanted() {}

  public static String[] keys() {
    return Arrays.stream(Configuration.Key.values()).map(Enum::name).toArray(String[]::new);
  }
}
