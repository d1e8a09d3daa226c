package dev.parley.core.conversation;

import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.SpecialistKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the directory calls people and channels today; empty for those it no longer knows. */
public record Names(Map<String, Member> members, Map<String, Channel> channels) {
  public Names {
    members = Map.copyOf(members);
    channels = Map.copyOf(channels);
  }

  public Optional<String> ofPerson(String person) {
    return Optional.ofNullable(members.get(person)).map(Member::name);
  }

  public Optional<SpecialistKind> kindOf(String person) {
    return Optional.ofNullable(members.get(person)).flatMap(Member::specialistKind);
  }

  public Optional<String> ofChannel(String channel) {
    return Optional.ofNullable(channels.get(channel)).map(Channel::name);
  }

  /** The names of all who appear in rows of one workspace. */
  static Names of(Directory directory, List<InboxRow> rows) {
    String workspace = rows.getFirst().conversation().id().workspace();
    Set<String> persons = rows.stream().flatMap(Names::persons).collect(Collectors.toSet());
    Set<String> channels =
        rows.stream()
            .map(InboxRow::conversation)
            .flatMap(Names::channels)
            .collect(Collectors.toSet());
    return new Names(
        directory.members(workspace, persons), directory.channels(workspace, channels));
  }

  private static Stream<String> persons(InboxRow row) {
    Stream<String> both = Stream.of(row.conversation().client(), row.newest().author());
    return switch (row.conversation().counterpart()) {
      case Counterpart.Specialist specialist -> Stream.concat(both, Stream.of(specialist.person()));
      case Counterpart.Channel _, Counterpart.Workspace _ -> both;
    };
  }

  private static Stream<String> channels(Conversation conversation) {
    return switch (conversation.counterpart()) {
      case Counterpart.Specialist _, Counterpart.Workspace _ -> Stream.empty();
      case Counterpart.Channel channel -> Stream.of(channel.channel());
    };
  }
}
