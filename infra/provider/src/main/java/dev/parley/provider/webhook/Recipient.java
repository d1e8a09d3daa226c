package dev.parley.provider.webhook;

import java.net.URI;
import java.util.List;

/**
 * Who is told.
 *
 * @param keys each of which signs, so that a key can be replaced by another
 */
public record Recipient(URI url, List<SigningKey> keys) {}
