package dev.parley.core.workspace;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where workspaces, channels and members are looked up. Reads are strongly consistent. */
public interface Directory {
  Optional<Workspace> workspace(String workspace);

  Optional<Member> member(String workspace, String person);

  Optional<Channel> channel(String workspace, String channel);

  /** Members by person, for showing names; those that do not exist are missing. */
  Map<String, Member> members(String workspace, Set<String> persons);

  /** Channels by id, for showing names; those that do not exist are missing. */
  Map<String, Channel> channels(String workspace, Set<String> ids);

  /**
   * Writes a workspace, its channels and members. What is there already is overwritten, except a
   * member's epoch; what the preset does not name stays.
   */
  void provision(Preset preset);
}
