package dev.parley.local.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * An attribute of a message.
 *
 * @param type as published, like String or Number.price
 * @param value text, or for Binary the bytes in base64
 */
public record MessageAttribute(String type, String value) {
  public boolean isBinary() {
    return type.equals("Binary") || type.startsWith("Binary.");
  }

  static MessageAttribute text(String value) {
    return new MessageAttribute("String", value);
  }

  int bytes(String name) {
    int length =
        isBinary() ? Base64.getDecoder().decode(value).length : value.getBytes(UTF_8).length;
    return name.getBytes(UTF_8).length + type.getBytes(UTF_8).length + length;
  }
}
