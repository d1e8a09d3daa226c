package dev.parley.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DynamoDB table.
 *
 * @param attributes key attribute → its type: S, N or B
 * @param timeToLive the attribute that holds an item's end, when items expire
 * @param stream the stream's view type, when there is a stream
 */
public record TableResource(
    String id,
    String name,
    Map<String, String> attributes,
    Key key,
    List<Index> globalIndexes,
    List<Index> localIndexes,
    Optional<String> timeToLive,
    Optional<String> stream) {

  public TableResource {
    attributes = Map.copyOf(attributes);
    globalIndexes = List.copyOf(globalIndexes);
    localIndexes = List.copyOf(localIndexes);
  }

  /** The names of the key attributes. */
  public record Key(String hash, Optional<String> range) {}

  /** A secondary index and what it copies: ALL, KEYS_ONLY, or INCLUDE with some attributes. */
  public record Index(String name, Key key, String projection, List<String> included) {}
}
