package dev.parley.acceptance;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A text that a person pressed send on; every attempt to deliver it is the same message.
 *
 * @param clientMessageId {@code <base>.<random>}, base being the last entry known at that moment
 */
public record Message(String conversationId, String clientMessageId, String text) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Message written(String conversationId, long base, String text) {
    byte[] random = new byte[12];
    RANDOM.nextBytes(random);
    String tail = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    return new Message(conversationId, base + "." + tail, text);
  }
}
