package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The one jar that is deployed. */
class TheJar {
  private static final long MOST_BYTES = 20L * 1_024 * 1_024;
  private static final Path TEMPLATE = Repository.ROOT.resolve("template.yaml");

  @Test
  void isSmallEnoughToBeDeployedAndStartedQuickly() throws IOException {
    assertThat(Files.size(jar())).isBetween(1L, MOST_BYTES);
  }

  @Test
  void holdsEveryHandlerOfTheTemplateAndNoTest() throws IOException {
    List<String> handlers = matches("Handler: (\\S+)");
    assertThat(handlers).hasSizeGreaterThan(5);
    try (JarFile jar = new JarFile(jar().toFile())) {
      assertThat(handlers)
          .allSatisfy(
              handler ->
                  assertThat(jar.getEntry(handler.replace('.', '/') + ".class")).isNotNull());
      assertThat(jar.stream().map(JarEntry::getName))
          .noneMatch(name -> name.endsWith("Test.class") || name.startsWith("org/junit/"));
    }
  }

  private static Path jar() throws IOException {
    List<String> code = matches("CodeUri: (\\S+)");
    assertThat(code).as("all functions share one jar").hasSize(1);
    return Repository.ROOT.resolve(code.getFirst());
  }

  private static List<String> matches(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(TEMPLATE))
        .results()
        .map((MatchResult match) -> match.group(1))
        .distinct()
        .toList();
  }
}
