package dev.parley.core.conversation;

import java.util.Optional;

/**
 * A file that was uploaded and is to be sent.
 *
 * @param file its id
 * @param replyTo number of the entry that it replies to
 */
public record Upload(String file, Optional<Long> replyTo) implements Matter {
  @Override
  public boolean isSaidBy(Content content) {
    return content instanceof Content.File sent
        && sent.file().id().equals(file)
        && sent.replyTo().equals(replyTo);
  }
}
