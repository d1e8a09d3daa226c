package dev.parley.core.conversation;

class InMemoryUploadsTest extends UploadsContract {
  private final Uploads uploads = new InMemoryUploads();

  @Override
  protected Uploads uploads() {
    return uploads;
  }
}
