package dev.parley.local;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Keeps CONFORMANCE.md equal to the rules in conformance.tsv and the tests that name them. */
class ConformanceTest {
  private static final Path FILE =
      Path.of(System.getProperty("parley.root", "../.."))
          .toAbsolutePath()
          .resolve("infra/local/CONFORMANCE.md");

  /** One thing that AWS does. */
  private record Rule(String id, boolean served, String area, String text, String source) {
    static Rule read(String line) {
      String[] cells = line.split("\t", -1);
      assertThat(cells).as(line).hasSize(5).doesNotContain("");
      assertThat(cells[1]).as(line).isIn("served", "later");
      return new Rule(cells[0], cells[1].equals("served"), cells[2], cells[3], cells[4]);
    }
  }

  @Test
  void theListTellsWhatIsProvedWhatIsOpenAndWhatIsNotServedYet() throws IOException {
    String list = list(rules(), proofs());
    if (Boolean.getBoolean("parley.write")) {
      Files.writeString(FILE, list);
    }
    assertThat(FILE).as("-Dparley.write=true writes it").content().isEqualTo(list);
  }

  @Test
  void testsNameOnlyRulesOfWhatIsServed() {
    assertThat(rules()).extracting(Rule::id).doesNotHaveDuplicates();
    assertThat(rules())
        .filteredOn(Rule::served)
        .extracting(Rule::id)
        .containsAll(proofs().keySet());
  }

  private static String list(List<Rule> rules, SortedMap<String, TreeSet<String>> proofs) {
    Predicate<Rule> proved = rule -> proofs.containsKey(rule.id());
    long served = rules.stream().filter(Rule::served).count();
    StringBuilder text = new StringBuilder("# What the local cloud does as AWS does it\n\n");
    text.append(
        "%d of %d rules of what is served are proved by tests of this module;\n"
            .formatted(proofs.size(), served));
    text.append("what is open, and what is not served at all, stands at the end.\n");
    text.append("`ConformanceTest` writes this file (`-Dparley.write=true`) from");
    text.append(" `conformance.tsv`\nand the tests that name its rules with `@Conforms`.\n");
    rules.stream()
        .filter(proved)
        .map(Rule::area)
        .distinct()
        .forEach(
            area -> {
              text.append(
                  "\n## %s\n\n| rule | where it comes from | proved by |\n".formatted(area));
              text.append("|---|---|---|\n");
              rules.stream()
                  .filter(proved.and(rule -> rule.area().equals(area)))
                  .map(rule -> row(rule, String.join(", ", proofs.get(rule.id()))))
                  .forEach(text::append);
            });
    text.append("\n## Open: served, but not like this or not proved\n\n");
    text.append("| rule | where it comes from | part |\n|---|---|---|\n");
    rules.stream()
        .filter(Rule::served)
        .filter(proved.negate())
        .map(rule -> row(rule, rule.area()))
        .forEach(text::append);
    text.append("\n## Not served yet\n\n| rule | where it comes from | part |\n|---|---|---|\n");
    text.append(
        rules.stream()
            .filter(rule -> !rule.served())
            .map(rule -> row(rule, rule.area()))
            .collect(joining()));
    return text.toString();
  }

  private static String row(Rule rule, String last) {
    return "| %s | %s | %s |\n".formatted(rule.text(), rule.source(), last);
  }

  private static List<Rule> rules() {
    try (var resource = ConformanceTest.class.getResourceAsStream("/conformance.tsv")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(Rule::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, TreeSet<String>> proofs() {
    SortedMap<String, TreeSet<String>> proofs = new TreeMap<>();
    for (Class<?> type : testClasses()) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(ConformanceTest::runs)
          .forEach(
              test -> {
                for (String id : test.getAnnotation(Conforms.class).value()) {
                  proofs
                      .computeIfAbsent(id, rule -> new TreeSet<>())
                      .add("`%s.%s`".formatted(type.getSimpleName(), test.getName()));
                }
              });
    }
    return proofs;
  }

  // A named rule counts only if the method is a test that nobody has switched off.
  private static boolean runs(Method method) {
    return method.isAnnotationPresent(Conforms.class)
        && AnnotationSupport.isAnnotated(method, Testable.class)
        && !method.isAnnotationPresent(Disabled.class)
        && !method.getDeclaringClass().isAnnotationPresent(Disabled.class);
  }

  private static List<Class<?>> testClasses() {
    try {
      Path root =
          Path.of(
              ConformanceTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .map(file -> root.relativize(file).toString())
            .filter(name -> name.endsWith("Test.class"))
            .map(name -> name.replaceAll("\\.class$", "").replaceAll("[/\\\\]", "."))
            .<Class<?>>map(ConformanceTest::load)
            .sorted(Comparator.comparing(Class::getName))
            .toList();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the test classes cannot be listed", e);
    }
  }

  private static Class<?> load(String name) {
    try {
      // Not initialised: looking at a test must not start anything.
      return Class.forName(name, false, ConformanceTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
