package dev.parley.lambda.wire;

import dev.parley.core.conversation.FileType;
import dev.parley.core.workspace.FilePolicy;
import java.util.List;
import java.util.Set;

/** Reads which files people of a workspace may send. */
final class FilePolicies {
  private static final int MOST_PER_DAY = 10_000;

  private FilePolicies() {}

  /** Only types whose beginnings Parley knows can be allowed; without any nobody sends files. */
  static FilePolicy read(Fields fields) {
    List<String> types = fields.texts("types", Ids.MEDIA_TYPE);
    if (!types.stream().allMatch(type -> FileType.named(type).isPresent())) {
      throw Fields.invalid("types", "types of files that Parley knows");
    }
    return new FilePolicy(
        Set.copyOf(types),
        fields.number("mostBytes", 1, FilePolicy.LARGEST),
        (int) fields.number("perDay", 1, MOST_PER_DAY));
  }
}
