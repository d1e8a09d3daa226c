package dev.parley.lambda.store;

import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.SpecialistKind;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.util.stream.Collectors;

/** Workspaces, channels and members as attributes. */
final class DirectoryItems {
  static final String EPOCH = "epoch";
  static final String SPECIALIST_KIND = "specialistKind";

  private DirectoryItems() {}

  static Attributes write(Attributes item, Workspace workspace) {
    return item.number("v", 1)
        .text("name", workspace.name())
        .text("startPolicy", workspace.startPolicy().name())
        .texts("origins", workspace.origins());
  }

  static Workspace workspace(Attributes item) {
    return new Workspace(
        item.text("workspace"),
        item.text("name"),
        StartPolicy.valueOf(item.text("startPolicy")),
        item.texts("origins"));
  }

  static Attributes write(Attributes item, Channel channel) {
    return item.number("v", 1).text("name", channel.name());
  }

  static Channel channel(Attributes item) {
    return new Channel(afterHash(item.text("sk")), item.text("name"));
  }

  static Attributes write(Attributes item, Member member) {
    return item.number("v", 1)
        .text("name", member.name())
        .texts("roles", member.roles().stream().map(Role::name).toList())
        .text(SPECIALIST_KIND, member.specialistKind().map(SpecialistKind::name))
        .texts("channels", member.channels())
        .number(EPOCH, member.epoch());
  }

  static Member member(Attributes item) {
    return new Member(
        item.text("workspace"),
        afterHash(item.text("sk")),
        item.text("name"),
        item.texts("roles").stream().map(Role::valueOf).collect(Collectors.toUnmodifiableSet()),
        item.optionalText(SPECIALIST_KIND).map(SpecialistKind::valueOf),
        item.texts("channels"),
        item.number(EPOCH));
  }

  private static String afterHash(String key) {
    return key.substring(key.indexOf('#') + 1);
  }
}
