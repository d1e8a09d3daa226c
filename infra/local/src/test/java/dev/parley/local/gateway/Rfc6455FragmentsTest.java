package dev.parley.local.gateway;

import dev.parley.local.Conforms;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6455, section 5.4: messages in more than one frame, within API Gateway's limits. */
class Rfc6455FragmentsTest {
  private static final int FRAME = 32 * 1024;

  static Stream<WireCase> wholeMessages() {
    WireCase letters = WireCase.of("5.4 a message of one letter per fragment").frame(0x01, "a");
    for (char letter = 'b'; letter < 'z'; letter++) {
      letters.frame(0x00, String.valueOf(letter));
    }
    WireCase nothing = WireCase.of("5.4 a thousand empty fragments are an empty message");
    nothing.frame(0x01, "");
    IntStream.range(0, 998).forEach(i -> nothing.frame(0x00, ""));
    return Stream.of(
        WireCase.of("5.4 two fragments are one message")
            .frame(0x01, "hel")
            .frame(0x80, "lo")
            .delivers("hello"),
        WireCase.of("5.4 three fragments are one message")
            .frame(0x01, "a")
            .frame(0x00, "b")
            .frame(0x80, "c")
            .delivers("abc"),
        letters.frame(0x80, "z").delivers("abcdefghijklmnopqrstuvwxyz"),
        nothing.frame(0x80, "").delivers(""),
        WireCase.of("5.4 the first fragment may be empty")
            .frame(0x01, "")
            .frame(0x80, "a")
            .delivers("a"),
        WireCase.of("5.4 the last fragment may be empty")
            .frame(0x01, "a")
            .frame(0x80, "")
            .delivers("a"),
        WireCase.of("5.4 a fragment in the middle may be empty")
            .frame(0x01, "a")
            .frame(0x00, "")
            .frame(0x80, "b")
            .delivers("ab"),
        WireCase.of("5.4 fragmented and whole messages may follow each other")
            .frame(0x01, "a")
            .frame(0x80, "b")
            .frame(0x81, "c")
            .frame(0x01, "d")
            .frame(0x80, "e")
            .delivers("ab")
            .delivers("c")
            .delivers("de"),
        WireCase.of("5.4 a message that has not ended is not delivered")
            .frame(0x01, "a")
            .frame(0x00, "b"));
  }

  static Stream<WireCase> controlFramesBetween() {
    return Stream.of(
        WireCase.of("5.4 a ping between fragments is answered at once")
            .frame(0x01, "hel")
            .frame(0x89, "p")
            .frame(0x80, "lo")
            .pongs("p")
            .delivers("hello"),
        WireCase.of("5.4 pings between all fragments are answered in their order")
            .frame(0x01, "a")
            .frame(0x89, "1")
            .frame(0x00, "b")
            .frame(0x89, "2")
            .frame(0x80, "c")
            .frame(0x89, "3")
            .pongs("1")
            .pongs("2")
            .pongs("3")
            .delivers("abc"),
        WireCase.of("5.4 a pong between fragments changes nothing")
            .frame(0x01, "hel")
            .frame(0x8a, "p")
            .frame(0x80, "lo")
            .delivers("hello"),
        WireCase.of("5.4 a close between fragments closes, and the message is lost")
            .frame(0x01, "hel")
            .closeFrame(1000, "")
            .frame(0x80, "lo")
            .closes(1000));
  }

  static Stream<WireCase> strays() {
    return Stream.of(
        WireCase.of("5.4 a continuation of nothing, 1002").frame(0x80, "a").closes(1002),
        WireCase.of("5.4 an empty continuation of nothing, 1002").frame(0x80, "").closes(1002),
        WireCase.of("5.4 a continuation of nothing that goes on, 1002")
            .frame(0x00, "a")
            .closes(1002),
        WireCase.of("5.4 a continuation behind a whole message, 1002")
            .frame(0x81, "a")
            .frame(0x80, "b")
            .delivers("a")
            .closes(1002),
        WireCase.of("5.4 a continuation behind the last fragment, 1002")
            .frame(0x01, "a")
            .frame(0x80, "b")
            .frame(0x80, "c")
            .delivers("ab")
            .closes(1002),
        WireCase.of("5.4 a text inside a message, 1002")
            .frame(0x01, "a")
            .frame(0x81, "b")
            .closes(1002),
        WireCase.of("5.4 a text that goes on inside a message, 1002")
            .frame(0x01, "a")
            .frame(0x01, "b")
            .closes(1002),
        WireCase.of("5.4 a binary inside a message, 1002")
            .frame(0x01, "a")
            .frame(0x82, "b")
            .closes(1002));
  }

  static Stream<WireCase> limits() {
    String frame = "x".repeat(FRAME);
    return Stream.of(
        quarters("API Gateway: 128 KB in four frames of 32 KB are a message", 0x80)
            .delivers(frame.repeat(4)),
        quarters("API Gateway: an empty fragment behind 128 KB ends the message", 0x00)
            .frame(0x80, "")
            .delivers(frame.repeat(4)),
        quarters("API Gateway: one byte more than 128 KB, 1009", 0x00)
            .frame(0x80, "y")
            .closes(1009),
        quarters("API Gateway: the limit counts from message to message", 0x80)
            .frame(0x81, frame)
            .delivers(frame.repeat(4))
            .delivers(frame),
        WireCase.of("API Gateway: a continuation larger than 32 KB, 1009")
            .frame(0x01, "a")
            .frame(0x80, frame + "y")
            .closes(1009),
        WireCase.of("API Gateway: a binary message, 1003").frame(0x82, "a").closes(1003),
        WireCase.of("API Gateway: an empty binary message, 1003").frame(0x82, "").closes(1003),
        WireCase.of("API Gateway: a binary message in fragments, 1003 at the first")
            .frame(0x02, "a")
            .closes(1003),
        WireCase.of("API Gateway: a binary message is 1003 before its payload has come")
            .bytes("82 fe 01 00 00 00 00 00 ff")
            .closes(1003),
        WireCase.of("API Gateway: text before a binary message is delivered")
            .frame(0x81, "a")
            .frame(0x82, "b")
            .frame(0x81, "c")
            .delivers("a")
            .closes(1003));
  }

  private static WireCase quarters(String name, int last) {
    String frame = "x".repeat(FRAME);
    return WireCase.of(name)
        .frame(0x01, frame)
        .frame(0x00, frame)
        .frame(0x00, frame)
        .frame(last, frame);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"wholeMessages", "controlFramesBetween", "strays", "limits"})
  @Conforms({"close-1003", "limit-message", "rfc-5-fragments"})
  void fragmentsMeanWhatTheRfcSays(WireCase each) throws Exception {
    each.play();
  }
}
