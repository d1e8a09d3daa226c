package dev.parley.core.workspace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where workspaces, channels and members are looked up. Reads are strongly consistent. */
public interface Directory {
  Optional<Workspace> workspace(String workspace);

  /** The ids of all workspaces, in their order. */
  List<String> workspaces();

  Optional<Member> member(String workspace, String person);

  Optional<Channel> channel(String workspace, String channel);

  /** Members by person, for showing names; those that do not exist are missing. */
  Map<String, Member> members(String workspace, Set<String> persons);

  /**
   * Everybody who is or was a member, in the order of their ids.
   *
   * @param after the person after whom the page begins; empty for the beginning
   * @return fewer than {@code atMost} only at the end
   */
  List<String> people(String workspace, Optional<String> after, int atMost);

  /** Channels by id, for showing names; those that do not exist are missing. */
  Map<String, Channel> channels(String workspace, Set<String> ids);

  /**
   * Changes one thing about a member, whatever else is changed at the same time. Taking access away
   * raises the epoch.
   *
   * @return the member as they are then; empty when there is none
   */
  Optional<Member> change(String workspace, String person, MemberChange change);

  /**
   * Writes a workspace, its channels and members. What is there already is overwritten, except what
   * only {@link #change} writes: a member's epoch, whether they have access, and a hold; and a card
   * stays where the preset names none. What the preset does not name stays.
   */
  void provision(Preset preset);
}
