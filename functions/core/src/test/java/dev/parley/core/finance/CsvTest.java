package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables come out of a spreadsheet as they went in, and calculate nothing there. */
class CsvTest {
  @Test
  void rowsAreAsRfc4180HasThem() {
    Csv csv = new Csv("a", "b");
    csv.row("say \"hi\", twice", -5L);
    csv.row("two\r\nlines", "");
    assertThat(csv.toString())
        .isEqualTo("a,b\r\n\"say \"\"hi\"\", twice\",-5\r\n\"two\r\nlines\",\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "a,b",
        "a;b",
        "\"",
        "\"\"",
        "a\nb",
        "a\rb",
        "a\tb",
        " space ",
        "Оплата по счёту \"7\";\n",
        "😀,"
      })
  void whateverIsWrittenIsRead(String text) {
    Csv csv = new Csv("a", "b", "c");
    csv.row("x", text, "y");
    assertThat(Table.of(csv.toString()).rows()).containsExactly(List.of("x", text, "y"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+7 900",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "=HYPERLINK(\"http://x\",\"y\")"
      })
  void aTextThatASpreadsheetWouldCalculateIsATextThere(String text) {
    Csv csv = new Csv("a");
    csv.row(text);
    assertThat(Table.of(csv.toString()).rows()).containsExactly(List.of("'" + text));
  }

  @Test
  void aTextThatHoldsASemicolonIsOneCellWhereverItIsOpened() {
    Csv csv = new Csv("a");
    csv.row("x;=1+1");
    assertThat(csv.toString()).endsWith("\"x;=1+1\"\r\n");
  }

  @Test
  void aNumberBelowNothingStaysANumber() {
    Csv csv = new Csv("a");
    csv.row(-150_000L);
    assertThat(csv.toString()).isEqualTo("a\r\n-150000\r\n");
  }
}
