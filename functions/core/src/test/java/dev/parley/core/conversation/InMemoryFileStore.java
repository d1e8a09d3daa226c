package dev.parley.core.conversation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parley.core.failure.Unavailable;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Files in memory, with the store's own side of forms and links. */
public final class InMemoryFileStore implements FileStore {
  private record Place(ConversationId conversation, String file) {}

  private record Offer(Place place, Attachment file, Instant expiresAt) {}

  private final Map<URI, Offer> forms = new HashMap<>();
  private final Map<URI, Offer> links = new HashMap<>();
  private final Map<Place, String> uploads = new HashMap<>();
  private final Map<Place, String> files = new HashMap<>();
  private int failures;

  @Override
  public synchronized Form form(
      ConversationId conversation, Attachment file, Instant now, Instant expiresAt) {
    URI url = URI.create("memory:form-" + forms.size());
    forms.put(url, new Offer(new Place(conversation, file.id()), file, expiresAt));
    return new Form(url, Map.of("key", file.id()));
  }

  @Override
  public synchronized Optional<Beginning> beginning(
      ConversationId conversation, String file, int atMost) {
    return Optional.ofNullable(uploads.get(new Place(conversation, file)))
        .map(content -> new Beginning(first(content, atMost), version(content)));
  }

  private static ByteBuffer first(String content, int atMost) {
    byte[] bytes = content.getBytes(ISO_8859_1);
    return ByteBuffer.wrap(Arrays.copyOf(bytes, Math.min(bytes.length, atMost)));
  }

  private static String version(String content) {
    return Integer.toHexString(content.hashCode()) + "a";
  }

  @Override
  public synchronized boolean keep(ConversationId conversation, String file, String version) {
    Place place = new Place(conversation, file);
    String content = uploads.get(place);
    boolean same = content != null && version(content).equals(version);
    if (same) {
      files.put(place, content);
    }
    return same;
  }

  @Override
  public synchronized URI link(
      ConversationId conversation, Attachment file, Instant now, Instant expiresAt) {
    URI url = URI.create("memory:link-" + links.size());
    links.put(url, new Offer(new Place(conversation, file.id()), file, expiresAt));
    return url;
  }

  @Override
  public synchronized void erase(ConversationId conversation, String file) {
    if (failures > 0) {
      failures--;
      throw new Unavailable("the bucket is not available");
    }
    uploads.remove(new Place(conversation, file));
    files.remove(new Place(conversation, file));
  }

  /** So often nothing can be erased. */
  synchronized void fail(int times) {
    failures = times;
  }

  /** The ids of all files of conversations. */
  synchronized Set<String> kept() {
    return files.keySet().stream().map(Place::file).collect(Collectors.toSet());
  }

  /** A client posts a form. */
  public synchronized boolean post(Form form, byte[] content, Instant now) {
    Offer offer = forms.get(form.url());
    boolean taken =
        now.isBefore(offer.expiresAt())
            && content.length == offer.file().bytes()
            && FileStoreContract.sha256(content).equals(offer.file().sha256());
    if (taken) {
      uploads.put(offer.place(), new String(content, ISO_8859_1));
    }
    return taken;
  }

  /** A client follows a link. */
  public synchronized Optional<FileStoreContract.Downloaded> get(URI link, Instant now) {
    Offer offer = links.get(link);
    return Optional.ofNullable(files.get(offer.place()))
        .filter(_ -> now.isBefore(offer.expiresAt()))
        .map(
            content ->
                new FileStoreContract.Downloaded(
                    content, offer.file().type(), "attachment; " + offer.file().name()));
  }
}
