package dev.parley.bench;

/** The frames of a send, written and read without a parser: measuring must not cost anything. */
final class Said {
  private Said() {}

  /** A message of 100 characters, known by its number. */
  static String send(String conversation, long after, int number) {
    return ("{\"action\":\"send\",\"requestId\":\"r%d\",\"conversationId\":\"%s\","
            + "\"clientMessageId\":\"%d.m%07d\",\"after\":%d,\"text\":\"%s\"}")
        .formatted(number, conversation, after, number, after, "Can you read a lease? ".repeat(5));
  }

  static boolean isAck(String frame) {
    return frame.startsWith("{\"type\":\"ack\"");
  }

  static boolean isEntry(String frame) {
    return frame.startsWith("{\"type\":\"entry\"");
  }

  static boolean isError(String frame) {
    return frame.startsWith("{\"type\":\"error\"");
  }

  /** Whether it is a hint that a conversation has grown up to an entry. */
  static boolean isHintOf(String frame, String conversation, long seq) {
    return frame.startsWith("{\"type\":\"inbox\"")
        && frame.contains("\"%s\"".formatted(conversation))
        && seq(frame) == seq;
  }

  static boolean isPong(String frame) {
    return frame.startsWith("{\"type\":\"pong\"");
  }

  /** The place in the log that an ack, an entry or a hint tells. */
  static long seq(String frame) {
    return digits(frame, frame.indexOf("\"seq\":") + 6);
  }

  /** The number of the message that an entry is, or that an ack is for. */
  static int number(String frame) {
    return (int) digits(frame, frame.indexOf('.', frame.indexOf("\"clientMessageId\"")) + 2);
  }

  private static long digits(String frame, int from) {
    int to = from;
    while (Character.isDigit(frame.charAt(to))) {
      to++;
    }
    return Long.parseLong(frame, from, to, 10);
  }
}
