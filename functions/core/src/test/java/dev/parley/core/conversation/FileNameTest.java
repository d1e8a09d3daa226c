package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "lease.pdf",
        "Договор аренды (2).pdf",
        "Überweisung – 50 €.docx",
        "say \"cheese\".jpg",
        "семья 👨‍👩‍👧.jpg",
        "می‌خواهم.pdf"
      })
  void whatPeopleCallTheirFilesIsTaken(String name) {
    assertThat(FileName.isAcceptable(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a.pdf",
        "a.pdf ",
        ".",
        "..",
        ".profile",
        "../a.pdf",
        "a/b.pdf",
        "a\\b.pdf",
        "a\nb.pdf",
        "a\rb.pdf",
        "a\0b.pdf",
        "a\u007fb.pdf",
        "a\u0085b.pdf",
        "invoice\u202efdp.exe",
        "invoice\u2066fdp.exe",
        "a\u2028b.pdf",
        "a\u200bb.pdf",
        "\ufeffa.pdf",
        "a\ue000b.pdf"
      })
  void whatLeavesItsFolderOrIsNotWhatItLooksLikeIsRefused(String name) {
    assertThat(FileName.isAcceptable(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0xd83d, 0xdc68})
  void halfACharacterIsRefused(int half) {
    assertThat(FileName.isAcceptable("a" + (char) half + ".pdf")).isFalse();
  }

  @Test
  void aNameHasAtMost255BytesOfUtf8() {
    assertThat(FileName.isAcceptable("я".repeat(125) + ".docx")).isTrue();
    assertThat(FileName.isAcceptable("я".repeat(125) + "s.docx")).isFalse();
  }
}
