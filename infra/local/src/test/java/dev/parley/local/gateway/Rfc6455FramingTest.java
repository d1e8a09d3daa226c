package dev.parley.local.gateway;

import dev.parley.local.Conforms;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6455, sections 5.1 to 5.3: what one frame of a client may look like. */
class Rfc6455FramingTest {
  private static final int LIMIT = 32 * 1024;

  static Stream<WireCase> lengthsWithinTheLimit() {
    return IntStream.of(
            0, 1, 2, 124, 125, 126, 127, 128, 255, 256, 257, 4095, 16_383, 16_384, LIMIT - 1, LIMIT)
        .mapToObj(
            length ->
                WireCase.of("5.2 a payload of " + length + " bytes is a message")
                    .frame(0x81, "x".repeat(length))
                    .delivers("x".repeat(length)));
  }

  static Stream<WireCase> lengthsBeyondTheLimit() {
    // Told by the header alone: the payload is never sent.
    return Stream.of(
            "fe 80 01", // 32769
            "fe ff ff",
            "ff 00 00 00 00 00 01 00 00",
            "ff 00 00 00 00 00 02 00 00",
            "ff 00 00 00 00 7f ff ff ff",
            "ff 00 00 00 00 80 00 00 00",
            "ff 00 00 00 01 00 00 00 00",
            "ff 7f ff ff ff ff ff ff ff")
        .map(
            length ->
                WireCase.of("API Gateway: the length " + length + " is beyond 32 KB, 1009")
                    .bytes("81 " + length + " 11 22 33 44")
                    .closes(1009));
  }

  static Stream<WireCase> lengthsNotInTheirShortestForm() {
    return Stream.of(
            "fe 00 00",
            "fe 00 01",
            "fe 00 7d",
            "ff 00 00 00 00 00 00 00 00",
            "ff 00 00 00 00 00 00 00 7d",
            "ff 00 00 00 00 00 00 00 7e",
            "ff 00 00 00 00 00 00 ff ff",
            "ff 80 00 00 00 00 00 00 00",
            "ff ff ff ff ff ff ff ff ff")
        .map(
            length ->
                WireCase.of("5.2 the length " + length + " is longer than needed or negative, 1002")
                    .bytes("81 " + length + " 00 00 00 00")
                    .closes(1002));
  }

  static Stream<WireCase> reservedBits() {
    List<WireCase> cases = new ArrayList<>();
    for (int bits = 1; bits < 8; bits++) {
      cases.add(reserved("text", 0x81 | bits << 4));
    }
    cases.add(reserved("text that goes on", 0x41));
    cases.add(reserved("binary", 0xc2));
    cases.add(reserved("close", 0xa8));
    cases.add(reserved("ping", 0xc9));
    cases.add(reserved("pong", 0x9a));
    cases.add(
        WireCase.of("5.2 a reserved bit in a continuation, 1002")
            .frame(0x01, "a")
            .frame(0xc0, "b")
            .closes(1002));
    return cases.stream();
  }

  private static WireCase reserved(String kind, int first) {
    return WireCase.of("5.2 reserved bits in %s (%02x), 1002".formatted(kind, first))
        .frame(first, "ab")
        .closes(1002);
  }

  static Stream<WireCase> reservedOpcodes() {
    return IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
        .boxed()
        .flatMap(
            opcode ->
                Stream.of(
                    WireCase.of("5.2 the reserved opcode " + opcode + ", 1002")
                        .frame(0x80 | opcode, "")
                        .closes(1002),
                    WireCase.of("5.2 the reserved opcode " + opcode + " inside a message, 1002")
                        .frame(0x01, "begun")
                        .frame(0x80 | opcode, "more")
                        .closes(1002)));
  }

  static Stream<WireCase> framesWithoutAMask() {
    return Stream.of(
        unmasked("a text", "81 02 68 69"),
        unmasked("an empty text", "81 00"),
        unmasked("a binary", "82 01 00"),
        unmasked("a continuation", "80 00"),
        unmasked("a close", "88 02 03 e8"),
        unmasked("a ping", "89 00"),
        unmasked("a pong", "8a 00"),
        unmasked("a text of 126 bytes", "81 7e 00 7e"),
        unmasked("a text of 64 KB", "81 7f 00 00 00 00 00 01 00 00"));
  }

  private static WireCase unmasked(String what, String hex) {
    return WireCase.of("5.1 " + what + " without a mask, 1002").bytes(hex).closes(1002);
  }

  static Stream<WireCase> masks() {
    List<WireCase> cases = new ArrayList<>();
    for (int mask : new int[] {0, -1, 0x01020304, 0xff000000, 0x80808080}) {
      WireCase each = WireCase.of("5.3 the mask %08x is taken off".formatted(mask));
      for (int length = 0; length < 9; length++) {
        String text = "abcdefghi".substring(0, length);
        byte[] key = ByteBuffer.allocate(4).putInt(mask).array();
        StringBuilder hex = new StringBuilder("81 %02x %08x".formatted(0x80 | length, mask));
        for (int at = 0; at < length; at++) {
          hex.append(" %02x".formatted((text.charAt(at) ^ key[at & 3]) & 0xff));
        }
        each.bytes(hex.toString()).delivers(text);
      }
      cases.add(each);
    }
    cases.add(
        WireCase.of("5.7 the masked Hello of the RFC")
            .bytes("81 85 37 fa 21 3d 7f 9f 4d 51 58")
            .delivers("Hello"));
    return cases.stream();
  }

  static Stream<WireCase> segments() {
    WireCase many = WireCase.of("many frames in one segment are as many messages");
    for (int i = 0; i < 200; i++) {
      many.frame(0x81, "message " + i).delivers("message " + i);
    }
    return Stream.of(
        many,
        WireCase.of("bytes that arrive one at a time are the same message")
            .frame(0x81, "x".repeat(200))
            .delivers("x".repeat(200))
            .byteByByte(),
        WireCase.of("fragments and pings that arrive one byte at a time")
            .frame(0x01, "he")
            .frame(0x89, "p")
            .frame(0x80, "llo")
            .pongs("p")
            .delivers("hello")
            .byteByByte(),
        WireCase.of("a close that arrives one byte at a time")
            .closeFrame(4321, "bye")
            .closes(4321)
            .byteByByte(),
        WireCase.of("a broken frame behind good ones in the same segment spoils none of them")
            .frame(0x81, "one")
            .frame(0x81, "two")
            .frame(0x83, "?")
            .frame(0x81, "never")
            .delivers("one")
            .delivers("two")
            .closes(1002));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "lengthsWithinTheLimit",
    "lengthsBeyondTheLimit",
    "lengthsNotInTheirShortestForm",
    "reservedBits",
    "reservedOpcodes",
    "framesWithoutAMask",
    "masks",
    "segments"
  })
  @Conforms({"limit-frame", "rfc-5-framing"})
  void aFrameMeansWhatTheRfcSays(WireCase each) throws Exception {
    each.play();
  }
}
