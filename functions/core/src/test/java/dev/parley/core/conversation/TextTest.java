package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TextTest {
  @Example
  void blankTextsSayNothing() {
    assertThat(Text.isAcceptable("")).isFalse();
    assertThat(Text.isAcceptable(" \n\t")).isFalse();
    assertThat(Text.isAcceptable("я")).isTrue();
  }

  @Example
  void theLimitCountsBytesOfUtf8() {
    assertThat(Text.isAcceptable("я".repeat(Limits.TEXT_BYTES / 2))).isTrue();
    assertThat(Text.isAcceptable("я".repeat(Limits.TEXT_BYTES / 2) + "a")).isFalse();
    assertThat(Text.isAcceptable("👋".repeat(Limits.TEXT_BYTES / 4))).isTrue();
  }

  @Example
  void aLoneSurrogateIsRefused() {
    assertThat(Text.isAcceptable("a\ud800")).isFalse();
    assertThat(Text.isAcceptable("\udc00a")).isFalse();
    assertThat(Text.isAcceptable("\udc00\ud800")).isFalse();
    assertThat(Text.isAcceptable("\ud83d\udc4b")).isTrue();
  }

  @Property
  void whatIsWellFormedSurvivesUtf8(@ForAll String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean survives = new String(bytes, StandardCharsets.UTF_8).equals(text);
    assertThat(Text.isWellFormed(text)).isEqualTo(survives);
  }

  @Property
  void theSizeInJsonIsNeverBelowTheSizeInUtf8(@ForAll String text) {
    assertThat(Text.jsonBytes(text))
        .isGreaterThanOrEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }
}
