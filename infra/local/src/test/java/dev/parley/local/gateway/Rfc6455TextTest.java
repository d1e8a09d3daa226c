package dev.parley.local.gateway;

import dev.parley.local.Conforms;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6455, section 8.1: text is UTF-8, and what is not is noticed as soon as it has come. */
class Rfc6455TextTest {
  static Stream<WireCase> letters() {
    return IntStream.of(
            0, 0x7f, 0x80, 0x7ff, 0x800, 0xfff, 0xd7ff, 0xe000, 0xfeff, 0xfffd, 0xfffe, 0xffff,
            0x10000, 0x3ffff, 0x40000, 0xfffff, 0x100000, 0x10ffff)
        .mapToObj(
            letter ->
                WireCase.of("8.1 U+%04X is a letter".formatted(letter))
                    .frame(0x81, "a" + Character.toString(letter) + "b")
                    .delivers("a" + Character.toString(letter) + "b"));
  }

  static Stream<WireCase> nonsense() {
    return Stream.of(
            "80", // a continuation alone
            "bf",
            "61 80 61",
            "c0 80", // overlong
            "c0 af",
            "c1 bf",
            "e0 80 80",
            "e0 80 af",
            "e0 9f bf",
            "f0 80 80 80",
            "f0 8f bf bf",
            "ed a0 80", // surrogates
            "ed ad bf",
            "ed af bf",
            "ed b0 80",
            "ed bf bf",
            "ed a0 80 ed b0 80",
            "f4 90 80 80", // beyond U+10FFFF
            "f5 80 80 80",
            "f7 bf bf bf",
            "f8 88 80 80 80",
            "fb bf bf bf bf",
            "fc 84 80 80 80 80",
            "fd bf bf bf bf bf",
            "fe",
            "ff",
            "c3 28", // a letter that is not continued
            "e2 28 a1",
            "e2 82 28",
            "f0 28 8c bc",
            "f0 90 28 bc",
            "f0 9f 98 28",
            "c3", // cut off
            "e2",
            "e2 82",
            "f0",
            "f0 9f",
            "f0 9f 98",
            "ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80 65 64 69 74 65 64")
        .map(
            hex ->
                WireCase.of("8.1 " + hex + " is not UTF-8, 1007")
                    .frame(0x81, WireCase.hex(hex))
                    .closes(1007));
  }

  static Stream<WireCase> splitLetters() {
    byte[] text = "é€😀".getBytes(StandardCharsets.UTF_8);
    return IntStream.range(0, text.length + 1)
        .mapToObj(
            at ->
                WireCase.of("8.1 é€😀 may be split behind byte " + at)
                    .frame(0x01, Arrays.copyOf(text, at))
                    .frame(0x89, "between")
                    .frame(0x80, Arrays.copyOfRange(text, at, text.length))
                    .pongs("between")
                    .delivers("é€😀"));
  }

  static Stream<WireCase> splitNonsense() {
    return Stream.of(
        WireCase.of("8.1 a letter cut off by the end of the message, 1007")
            .frame(0x01, WireCase.hex("f0 9f"))
            .frame(0x80, WireCase.hex("98"))
            .closes(1007),
        WireCase.of("8.1 a letter begun in a message is not ended by the next one, 1007")
            .frame(0x81, WireCase.hex("c3"))
            .frame(0x81, WireCase.hex("a9"))
            .closes(1007),
        WireCase.of("8.1 a surrogate split between fragments, 1007")
            .frame(0x01, WireCase.hex("ed"))
            .frame(0x80, WireCase.hex("a0 80"))
            .closes(1007),
        WireCase.of("8.1 each letter of é€😀 in frames of one byte")
            .frame(0x01, WireCase.hex("c3"))
            .frame(0x00, WireCase.hex("a9"))
            .frame(0x00, WireCase.hex("e2"))
            .frame(0x00, WireCase.hex("82"))
            .frame(0x00, WireCase.hex("ac"))
            .frame(0x00, WireCase.hex("f0"))
            .frame(0x00, WireCase.hex("9f"))
            .frame(0x00, WireCase.hex("98"))
            .frame(0x80, WireCase.hex("80"))
            .delivers("é€😀"));
  }

  static Stream<WireCase> noticedAtOnce() {
    return Stream.of(
        WireCase.of("8.1 nonsense in the first fragment is not waited for to end, 1007")
            .frame(0x01, WireCase.hex("61 ff"))
            .closes(1007),
        WireCase.of("8.1 nonsense in a later fragment is not waited for to end, 1007")
            .frame(0x01, "good")
            .frame(0x00, WireCase.hex("80"))
            .closes(1007),
        WireCase.of("8.1 nonsense is noticed before its frame has come, 1007")
            .bytes("81 fe 10 00 00 00 00 00 61 c3 28")
            .closes(1007),
        WireCase.of("8.1 an overlong letter is noticed at its second byte, 1007")
            .frame(0x01, WireCase.hex("e0 80"))
            .closes(1007),
        WireCase.of("8.1 a surrogate is noticed at its second byte, 1007")
            .frame(0x01, WireCase.hex("ed a0"))
            .closes(1007),
        WireCase.of("8.1 a letter beyond U+10FFFF is noticed at its second byte, 1007")
            .frame(0x01, WireCase.hex("f4 90"))
            .closes(1007),
        WireCase.of("8.1 a letter that may still be ended is waited for")
            .frame(0x01, WireCase.hex("f4 8f")),
        WireCase.of("8.1 behind nonsense the client's close is still read")
            .frame(0x01, WireCase.hex("ff"))
            .frame(0x80, "more")
            .closeFrame(1000, "")
            .closes(1007));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"letters", "nonsense", "splitLetters", "splitNonsense", "noticedAtOnce"})
  @Conforms("rfc-8-text")
  void textIsUtf8(WireCase each) throws Exception {
    each.play();
  }
}
