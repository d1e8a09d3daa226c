package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not hold. */
class HouseTest {
  private static final int LINES = 300;
  private static final Pattern TEXT =
      Pattern.compile(".*\\.(java|xml|ya?ml|md|json|tsv|txt|sh|properties|toml|js|mjs|html|css)");

  // Put together, so that this file does not hold what it looks for.
  private static final Pattern MACHINE =
      Pattern.compile("(?<![\\w.}])/(home|root|work" + "|Users|usr/lib/jvm|tmp)/\\w");
  private static final String OUTSIDE = ".." + "/shared";
  private static final String SLEEP = "Thread" + ".sleep";

  @Test
  void everySourceIsFormattedByGoogleJavaFormat() throws FormatterException {
    List<String> unformatted = new ArrayList<>();
    for (Path file : Repository.java()) {
      String source = Repository.read(file);
      String formatted = formatted(source);
      if (!formatted.equals(source) && Repository.WRITES) {
        Repository.write(file, formatted);
      } else if (!formatted.equals(source)) {
        unformatted.add(Repository.name(file));
      }
    }
    assertThat(unformatted).as("-Dparley.write=true formats them").isEmpty();
  }

  @Test
  void theFormatterSeesAnUnformattedSource() throws FormatterException {
    String source = "class  A{int b;}\n";
    assertThat(formatted(source)).isNotEqualTo(source);
  }

  @Test
  void noSourceIsLongerThanOneCanRead() {
    assertThat(Repository.java())
        .filteredOn(file -> Repository.read(file).lines().count() > LINES)
        .extracting(Repository::name)
        .isEmpty();
  }

  @Test
  void noTestSleeps() {
    assertThat(linesOf(Repository.java(), line -> line.contains(SLEEP)))
        .filteredOn(place -> place.contains("src/test/"))
        .isEmpty();
  }

  @Test
  void nothingNamesAPathOfAMachineOrAFileFromOutside() {
    List<Path> texts =
        Repository.files().stream()
            .filter(file -> TEXT.matcher(String.valueOf(file.getFileName())).matches())
            .toList();
    assertThat(texts).hasSizeGreaterThan(10);
    assertThat(linesOf(texts, HouseTest::isForeign)).isEmpty();
  }

  @Test
  void foreignPathsAreSeen() {
    assertThat(isForeign("see " + OUTSIDE + "/x.md")).isTrue();
    assertThat(isForeign("cd /ho" + "me/vera")).isTrue();
    assertThat(isForeign("\"/ro" + "ot/x\"")).isTrue();
    assertThat(isForeign("GET /conversations/home")).isFalse();
  }

  private static boolean isForeign(String line) {
    return line.contains(OUTSIDE) || MACHINE.matcher(line).find();
  }

  private static String formatted(String source) throws FormatterException {
    String ordered = ImportOrderer.reorderImports(source, Style.GOOGLE);
    return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
  }

  private static List<String> linesOf(List<Path> files, Predicate<String> wanted) {
    return files.stream()
        .flatMap(
            file -> {
              List<String> lines = Repository.read(file).lines().toList();
              return IntStream.range(0, lines.size())
                  .filter(at -> wanted.test(lines.get(at)))
                  .mapToObj(at -> Repository.name(file) + ":" + (at + 1) + ": " + lines.get(at));
            })
        .toList();
  }
}
