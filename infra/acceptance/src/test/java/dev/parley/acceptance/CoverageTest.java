package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Keeps coverage.md equal to what the tests of this module name. */
class CoverageTest {
  private static final Map<String, String> SOURCES =
      Map.of(
          "S0", "a legal portal",
          "S1", "a kitchen maker",
          "S2", "a dealer group",
          "S3", "a tarot practice",
          "S4", "a salon's CRM");

  @Test
  void theReportTellsWhatIsProvedAndWhatIsOpen() {
    Path file = Repository.ROOT.resolve("infra/acceptance/coverage.md");
    String report = report(rows(), proofs());
    if (Repository.WRITES) {
      Repository.write(file, report);
    }
    assertThat(file).as("-Dparley.write=true writes it").content().isEqualTo(report);
  }

  @Test
  void thereAre214Rows() {
    assertThat(rows()).hasSize(214);
    assertThat(List.copyOf(rows().keySet())).isSorted();
    assertThat(count("S0")).isEqualTo(43);
    assertThat(count("S1")).isEqualTo(34);
    assertThat(count("S2")).isEqualTo(57);
    assertThat(count("S3")).isEqualTo(35);
    assertThat(count("S4")).isEqualTo(45);
  }

  @Test
  void testsNameOnlyRowsThatExist() {
    assertThat(rows().keySet()).containsAll(proofs().keySet());
  }

  private static long count(String source) {
    return rows().keySet().stream().filter(id -> id.startsWith(source + "-")).count();
  }

  private static String report(Map<String, String> rows, Map<String, List<String>> proofs) {
    StringBuilder text = new StringBuilder("# Requirements and the tests that prove them\n\n");
    text.append("%d of %d rows are proved".formatted(proofs.size(), rows.size()));
    text.append(" by acceptance tests through the public interfaces.\n");
    text.append("`CoverageTest` writes this file (`-Dparley.write=true`).\n\n| source |");
    text.append(" proved | open |\n|---|---:|---:|\n");
    new TreeMap<>(SOURCES)
        .forEach(
            (source, name) -> {
              long all = count(source);
              long done = proofs.keySet().stream().filter(id -> id.startsWith(source)).count();
              text.append("| %s, %s | %d | %d |\n".formatted(source, name, done, all - done));
            });
    text.append("\n## Proved\n\n| row | requirement | tests |\n|---|---|---|\n");
    proofs.forEach(
        (id, tests) ->
            text.append(
                "| %s | %s | %s |\n".formatted(id, rows.get(id), String.join(", ", tests))));
    text.append("\n## Open\n\n| row | requirement |\n|---|---|\n");
    rows.forEach(
        (id, row) -> text.append(proofs.containsKey(id) ? "" : "| " + id + " | " + row + " |\n"));
    return text.toString();
  }

  private static Map<String, String> rows() {
    Map<String, String> rows = new LinkedHashMap<>();
    try (var resource = CoverageTest.class.getResourceAsStream("/requirements.tsv")) {
      new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", 2))
          .forEach(row -> rows.put(row[0], row[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static SortedMap<String, List<String>> proofs() {
    SortedMap<String, List<String>> proofs = new TreeMap<>();
    for (Class<?> type : testClasses()) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(CoverageTest::runs)
          .sorted((one, other) -> one.getName().compareTo(other.getName()))
          .forEach(
              test -> {
                for (String id : test.getAnnotation(Requirement.class).value()) {
                  proofs
                      .computeIfAbsent(id, row -> new ArrayList<>())
                      .add("`%s.%s`".formatted(type.getSimpleName(), test.getName()));
                }
              });
    }
    return proofs;
  }

  // A named row counts only if the method is a test that nobody has switched off.
  private static boolean runs(Method method) {
    return method.isAnnotationPresent(Requirement.class)
        && AnnotationSupport.isAnnotated(method, Testable.class)
        && !method.isAnnotationPresent(Disabled.class)
        && !method.getDeclaringClass().isAnnotationPresent(Disabled.class);
  }

  private static List<Class<?>> testClasses() {
    try {
      Path root =
          Path.of(CoverageTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      List<Class<?>> found = new ArrayList<>();
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
          String name = root.relativize(file).toString().replaceAll("\\.class$", "");
          String type = name.replace(file.getFileSystem().getSeparator(), ".");
          // Not initialised: looking at a test must not start the system.
          found.add(Class.forName(type, false, CoverageTest.class.getClassLoader()));
        }
      }
      found.sort((one, other) -> one.getName().compareTo(other.getName()));
      return found;
    } catch (IOException | URISyntaxException | ClassNotFoundException e) {
      throw new IllegalStateException("the test classes cannot be listed", e);
    }
  }
}
