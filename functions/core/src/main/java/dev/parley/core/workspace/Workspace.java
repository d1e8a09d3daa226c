package dev.parley.core.workspace;

import java.util.Set;

/**
 * One service that moved to Parley, with its settings.
 *
 * @param id short name that every key begins with
 * @param origins web origins whose pages may open a socket; a native client sends none
 */
public record Workspace(String id, String name, StartPolicy startPolicy, Set<String> origins) {
  public Workspace {
    origins = Set.copyOf(origins);
  }
}
