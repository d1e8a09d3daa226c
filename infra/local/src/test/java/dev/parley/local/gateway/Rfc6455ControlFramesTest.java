package dev.parley.local.gateway;

import dev.parley.local.Conforms;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6455, sections 5.5 and 7: ping, pong and close. */
class Rfc6455ControlFramesTest {
  static Stream<WireCase> pings() {
    WireCase many = WireCase.of("5.5.2 fifty pings are answered in their order");
    IntStream.range(0, 50).forEach(i -> many.frame(0x89, "" + i).pongs("" + i));
    return Stream.concat(
        IntStream.of(0, 1, 2, 63, 64, 124, 125)
            .mapToObj(
                length ->
                    WireCase.of("5.5.2 a ping with " + length + " bytes is answered with the same")
                        .frame(0x89, "p".repeat(length))
                        .pongs("p".repeat(length))),
        Stream.of(
            many,
            WireCase.of("5.5.2 a ping may carry bytes that are no text")
                .frame(0x89, WireCase.hex("00 ff fe c3 28"))
                .pongs(WireCase.hex("00 ff fe c3 28")),
            WireCase.of("5.5.2 no ping is answered behind a close")
                .closeFrame(1000, "")
                .frame(0x89, "late")
                .closes(1000)));
  }

  static Stream<WireCase> pongs() {
    return Stream.of(
        WireCase.of("5.5.3 an unsolicited pong changes nothing").frame(0x8a, "x"),
        WireCase.of("5.5.3 an empty unsolicited pong changes nothing").frame(0x8a, ""),
        WireCase.of("5.5.3 an unsolicited pong of 125 bytes changes nothing")
            .frame(0x8a, "x".repeat(125)),
        WireCase.of("5.5.3 pongs between messages change nothing")
            .frame(0x81, "a")
            .frame(0x8a, "x")
            .frame(0x81, "b")
            .delivers("a")
            .delivers("b"));
  }

  static Stream<WireCase> brokenControlFrames() {
    return IntStream.of(8, 9, 10)
        .boxed()
        .flatMap(
            opcode -> {
              String kind = opcode == 8 ? "close" : opcode == 9 ? "ping" : "pong";
              return Stream.of(
                  WireCase.of("5.5 a " + kind + " of 126 bytes, 1002")
                      .frame(0x80 | opcode, "x".repeat(126))
                      .closes(1002),
                  WireCase.of("5.5 a " + kind + " of 64 KB, 1002")
                      .bytes("%02x ff 00 00 00 00 00 01 00 00".formatted(0x80 | opcode))
                      .closes(1002),
                  WireCase.of("5.5 a short " + kind + " in the long form of lengths, 1002")
                      .bytes("%02x fe 00 02 00 00 00 00 03 e8".formatted(0x80 | opcode))
                      .closes(1002),
                  WireCase.of("5.5 a " + kind + " in fragments, 1002")
                      .frame(opcode, "")
                      .closes(1002),
                  WireCase.of("5.5 a " + kind + " in fragments inside a message, 1002")
                      .frame(0x01, "a")
                      .frame(opcode, "")
                      .closes(1002));
            });
  }

  static Stream<WireCase> goodCloses() {
    return Stream.concat(
        IntStream.of(
                1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3001,
                3999, 4000, 4001, 4998, 4999)
            .mapToObj(
                code ->
                    WireCase.of("7.4 the code " + code + " is answered with itself")
                        .closeFrame(code, "")
                        .closes(code)),
        Stream.of(
            WireCase.of("7.1.5 a close without a code is answered without one")
                .frame(0x88, "")
                .closes(1005),
            WireCase.of("5.5.1 a reason of one letter").closeFrame(1000, "r").closes(1000),
            WireCase.of("5.5.1 a reason of 123 bytes")
                .closeFrame(4000, "r".repeat(123))
                .closes(4000),
            WireCase.of("5.5.1 a reason beyond ASCII").closeFrame(1000, "пока €😀").closes(1000)));
  }

  static Stream<WireCase> badCodes() {
    return IntStream.of(
            0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 5001, 32_768,
            65_535)
        .mapToObj(
            code ->
                WireCase.of("7.4 the code " + code + " may not be sent, 1002")
                    .closeFrame(code, "")
                    .closes(1002));
  }

  static Stream<WireCase> badBodies() {
    return Stream.concat(
        Stream.of(
            WireCase.of("5.5.1 a close with half a code, 1002")
                .frame(0x88, new byte[] {3})
                .closes(1002),
            WireCase.of("7.4 a bad code with a good reason, 1002")
                .closeFrame(1005, "because")
                .closes(1002)),
        Stream.of("ff", "c3", "c3 28", "e2 82", "ed a0 80", "c0 af", "f0 9f 98", "61 80 62")
            .map(
                reason ->
                    WireCase.of("8.1 the reason " + reason + " is not UTF-8, 1007")
                        .frame(0x88, WireCase.hex("03 e8 " + reason))
                        .closes(1007)));
  }

  static Stream<WireCase> afterTheClose() {
    byte[] text = "late".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        WireCase.of("5.5.1 a message behind the close is not delivered")
            .frame(0x81, "in time")
            .closeFrame(1000, "")
            .frame(0x81, text)
            .delivers("in time")
            .closes(1000),
        WireCase.of("5.5.1 a second close changes nothing")
            .closeFrame(4001, "")
            .closeFrame(4002, "")
            .closes(4001),
        WireCase.of("5.5.1 a broken frame behind the close changes nothing")
            .closeFrame(4001, "")
            .bytes("ff ff ff ff ff ff")
            .closes(4001),
        WireCase.of("7.1.7 a message behind a violation is not delivered")
            .frame(0x83, "")
            .frame(0x81, text)
            .closes(1002),
        WireCase.of("7.1.7 a second violation changes nothing")
            .frame(0x82, "b")
            .frame(0x83, "")
            .closes(1003),
        WireCase.of("7.1.7 no ping is answered behind a violation")
            .frame(0x82, "b")
            .frame(0x89, text)
            .closes(1003),
        WireCase.of("7.1.7 a close behind a violation changes nothing")
            .frame(0x82, "b")
            .closeFrame(1000, "")
            .closes(1003));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "pings",
    "pongs",
    "brokenControlFrames",
    "goodCloses",
    "badCodes",
    "badBodies",
    "afterTheClose"
  })
  @Conforms({"ping-answered", "rfc-5-control"})
  void aControlFrameMeansWhatTheRfcSays(WireCase each) throws Exception {
    each.play();
  }
}
