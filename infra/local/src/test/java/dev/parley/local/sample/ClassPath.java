package dev.parley.local.sample;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the tests themselves run with. */
public final class ClassPath {
  private ClassPath() {}

  /** As an argument of java. */
  public static String text() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  static List<Path> entries() {
    return Arrays.stream(text().split(java.io.File.pathSeparator)).map(Path::of).toList();
  }
}
