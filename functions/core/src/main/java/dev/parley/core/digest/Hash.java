package dev.parley.core.digest;

/**
 * A link of a chain: of what bears it to all that lies before it.
 *
 * @param value SHA-256, 43 characters of base64url
 */
public record Hash(String value) {
  /** What the first link follows. */
  public static final Hash NOTHING = new Hash("");
}
