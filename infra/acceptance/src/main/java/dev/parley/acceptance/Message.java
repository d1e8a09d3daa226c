package dev.parley.acceptance;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * A text that a person pressed send on; every attempt to deliver it is the same message.
 *
 * @param clientMessageId {@code <base>.<random>}, base being the last entry known at that moment
 * @param of the entry that it gives another wording, if it is no message of its own
 */
public record Message(String conversationId, String clientMessageId, String text, OptionalLong of) {
  private static final SecureRandom RANDOM = new SecureRandom();

  public Message(String conversationId, String clientMessageId, String text) {
    this(conversationId, clientMessageId, text, OptionalLong.empty());
  }

  static Message written(String conversationId, long base, String text, OptionalLong of) {
    byte[] random = new byte[12];
    RANDOM.nextBytes(random);
    String tail = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    return new Message(conversationId, base + "." + tail, text, of);
  }
}
