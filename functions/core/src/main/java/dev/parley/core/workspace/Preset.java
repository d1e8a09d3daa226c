package dev.parley.core.workspace;

import java.util.List;

/** A workspace as it is to stand in the directory, with the people it begins with. */
public record Preset(Workspace workspace, List<Channel> channels, List<Member> members) {
  public Preset {
    channels = List.copyOf(channels);
    members = List.copyOf(members);
  }
}
