package dev.parley.local.bucket;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.file.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One bucket's objects in a folder: per object a file of content and a file that describes it and
 * names the other, whose renaming is the moment of writing. Files are named by hashes, so a key can
 * be anything.
 */
final class Bucket {
  /** A key is at most so many bytes of UTF-8. */
  static final int LONGEST_KEY = 1024;

  private static final Comparator<String> BY_UTF8 =
      Comparator.comparing(
          (String it) -> it.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DESCRIPTION = ".json";

  /** A file of ours: a key's hash, and what it has of the object. Others are left alone. */
  private static final Pattern OURS = Pattern.compile("[0-9a-f]{64}\\..+");

  /** Decides on a write when it knows what is there. */
  @FunctionalInterface
  interface Precondition {
    Precondition NONE = _ -> {};

    void check(Optional<Stored> present) throws Refusal;
  }

  /** An object with its content. */
  record Content(Stored object, byte[] bytes) {}

  private final BucketDefinition definition;
  private final Path folder;
  private final InstantSource clock;
  private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>(BY_UTF8);
  private final ReentrantLock writing = new ReentrantLock();

  private Bucket(BucketDefinition definition, Path folder, InstantSource clock) {
    this.definition = definition;
    this.folder = folder;
    this.clock = clock;
  }

  /** Reads what is there, and deletes what an end in the midst of writing has left behind. */
  static Bucket open(BucketDefinition definition, Path folder, InstantSource clock)
      throws IOException {
    Bucket bucket = new Bucket(definition, Files.createDirectories(folder), clock);
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(it -> OURS.matcher(it.getFileName().toString()).matches()).toList();
    }
    Set<String> wanted = new HashSet<>();
    for (Path file : files) {
      if (file.toString().endsWith(DESCRIPTION)) {
        Stored object = JSON.readValue(file.toFile(), Stored.class);
        bucket.objects.put(object.key(), object);
        wanted.add(object.file());
        wanted.add(file.getFileName().toString());
      }
    }
    for (Path file : files) {
      if (!wanted.contains(file.getFileName().toString())) {
        Files.delete(file);
      }
    }
    return bucket;
  }

  BucketDefinition definition() {
    return definition;
  }

  /** In the order of the keys' bytes, without what has expired. */
  NavigableMap<String, Stored> objects() throws IOException {
    for (Stored object : objects.values()) {
      if (expired(object)) {
        deleteIf(object);
      }
    }
    return objects;
  }

  Optional<Stored> find(String key) throws IOException {
    Stored object = objects.get(key);
    if (object != null && expired(object)) {
      deleteIf(object);
      return find(key);
    }
    return Optional.ofNullable(object);
  }

  Content read(String key) throws IOException, Refusal {
    while (true) {
      Stored object = find(key).orElseThrow(() -> Refusal.noSuchKey(key));
      try {
        return new Content(object, Files.readAllBytes(folder.resolve(object.file())));
      } catch (NoSuchFileException e) {
        // Overwritten or deleted since it was looked up; what is there now has another file.
        if (objects.get(key) == object) {
          throw e;
        }
      }
    }
  }

  Stored put(Upload upload, Precondition precondition) throws IOException, Refusal {
    String hash = hash(upload.key());
    Path content = Durable.write(folder, hash + ".", ".content", upload.content());
    Stored object = upload.stored(content.getFileName().toString(), clock.millis());
    writing.lock();
    try {
      Optional<Stored> before = find(upload.key());
      precondition.check(before);
      Path description = Durable.write(folder, hash + ".", ".new", JSON.writeValueAsBytes(object));
      Durable.move(description, folder.resolve(hash + DESCRIPTION));
      objects.put(upload.key(), object);
      if (before.isPresent()) {
        Files.deleteIfExists(folder.resolve(before.get().file()));
      }
      return object;
    } catch (IOException | Refusal e) {
      Files.deleteIfExists(content);
      throw e;
    } finally {
      writing.unlock();
    }
  }

  void delete(String key, Precondition precondition) throws IOException, Refusal {
    writing.lock();
    try {
      Optional<Stored> present = find(key);
      precondition.check(present);
      if (present.isPresent()) {
        deleteIf(present.get());
      }
    } finally {
      writing.unlock();
    }
  }

  private boolean expired(Stored object) {
    return object
        .expiresAt(definition.expirations())
        .filter(end -> !clock.instant().isBefore(end))
        .isPresent();
  }

  private void deleteIf(Stored object) throws IOException {
    writing.lock();
    try {
      if (objects.get(object.key()) == object) {
        Durable.delete(folder.resolve(hash(object.key()) + DESCRIPTION));
        objects.remove(object.key());
        Files.deleteIfExists(folder.resolve(object.file()));
      }
    } finally {
      writing.unlock();
    }
  }

  private static String hash(String key) {
    try {
      byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
