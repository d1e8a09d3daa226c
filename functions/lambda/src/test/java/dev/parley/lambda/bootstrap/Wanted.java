package dev.parley.lambda.bootstrap;

import java.util.Arrays;

/** Shows tests of other packages which keys the configuration wants. */
public final class Wanted {
  private Wanted() {}

  public static String[] keys() {
    return Arrays.stream(Configuration.Key.values()).map(Enum::name).toArray(String[]::new);
  }

  /** Those of the provider of payments, which only some functions get. */
  public static String[] choices() {
    return Arrays.stream(Configuration.Choice.values()).map(Enum::name).toArray(String[]::new);
  }
}
