package dev.parley.core.workspace;

class InMemoryDirectoryTest extends DirectoryContract {
  private final Directory directory = new InMemoryDirectory();

  @Override
  protected Directory directory() {
    return directory;
  }
}
