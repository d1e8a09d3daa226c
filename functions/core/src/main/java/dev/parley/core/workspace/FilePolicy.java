package dev.parley.core.workspace;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.util.Set;

/**
 * Which files people of a workspace may send.
 *
 * @param types media types
 * @param mostBytes of one file
 * @param perDay how many uploads one person may prepare in a day of UTC
 */
public record FilePolicy(Set<String> types, long mostBytes, int perDay) {
  /** Largest file that any workspace can allow: it is copied within the life of one call. */
  public static final long LARGEST = 104_857_600;

  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

  /** What a workspace has that says nothing: 25 MB of what people usually send, 100 a day. */
  public static final FilePolicy DEFAULT =
      new FilePolicy(
          Set.of(
              "image/jpeg",
              "image/png",
              "image/gif",
              "image/webp",
              "image/heic",
              "application/pdf",
              "video/mp4",
              "video/quicktime",
              "audio/mpeg",
              "audio/ogg",
              "audio/mp4",
              "audio/wav",
              OFFICE + "wordprocessingml.document",
              OFFICE + "spreadsheetml.sheet",
              OFFICE + "presentationml.presentation"),
          26_214_400,
          100);

  public FilePolicy {
    types = Set.copyOf(types);
  }

  /** Refuses a file of a type or a length that is not allowed here. */
  public void require(String type, long bytes) {
    if (!types.contains(type)) {
      throw Refused.field(
          Code.NOT_ALLOWED, "type", "Here files are of these types: " + sorted() + ".");
    }
    if (bytes > mostBytes) {
      throw Refused.field(
          Code.TOO_LARGE, "bytes", "Here a file has at most " + mostBytes + " bytes.");
    }
  }

  private String sorted() {
    return String.join(", ", types.stream().sorted().toList());
  }
}
