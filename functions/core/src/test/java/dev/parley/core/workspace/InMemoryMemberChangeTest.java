package dev.parley.core.workspace;

class InMemoryMemberChangeTest extends MemberChangeContract {
  private final Directory directory = new InMemoryDirectory();

  @Override
  protected Directory directory() {
    return directory;
  }
}
