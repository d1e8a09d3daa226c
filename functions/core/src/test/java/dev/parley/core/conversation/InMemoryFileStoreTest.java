package dev.parley.core.conversation;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class InMemoryFileStoreTest extends FileStoreContract {
  private final InMemoryFileStore files = new InMemoryFileStore();
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  @Override
  protected FileStore files() {
    return files;
  }

  @Override
  protected Instant now() {
    return now;
  }

  @Override
  protected void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  protected boolean post(FileStore.Form form, byte[] content) {
    return files.post(form, content, now);
  }

  @Override
  protected Optional<Downloaded> get(URI link) {
    return files.get(link, now);
  }
}
