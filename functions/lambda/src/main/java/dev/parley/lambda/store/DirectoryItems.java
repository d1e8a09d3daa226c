package dev.parley.lambda.store;

import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.ConsultationPolicy;
import dev.parley.core.workspace.FilePolicy;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.SpecialistKind;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Workspaces, channels and members as attributes. */
final class DirectoryItems {
  static final String EPOCH = "epoch";
  static final String SPECIALIST_KIND = "specialistKind";
  static final String ROLES = "roles";
  static final String CHANNELS = "channels";
  static final String REVOKED = "revoked";
  static final String CARD = "card";
  static final String HOLD = "hold";

  private static final String FILE_TYPES = "fileTypes";
  private static final String FILE_BYTES = "fileBytes";
  private static final String FILES_PER_DAY = "filesPerDay";

  private DirectoryItems() {}

  static Attributes write(Attributes item, Workspace workspace) {
    ConsultationPolicyItem.write(item, workspace.consultations());
    return PaymentPolicyItem.write(item, workspace.payments())
        .number("v", 1)
        .text("name", workspace.name())
        .text("startPolicy", workspace.startPolicy().name())
        .texts("origins", workspace.origins())
        .texts("chatRoles", names(workspace.chatRoles()))
        .texts(FILE_TYPES, workspace.files().types())
        .number(FILE_BYTES, workspace.files().mostBytes())
        .number(FILES_PER_DAY, workspace.files().perDay());
  }

  static Workspace workspace(Attributes item) {
    ConsultationPolicy consultations = ConsultationPolicyItem.read(item);
    return new Workspace(
        item.text("workspace"),
        item.text("name"),
        StartPolicy.valueOf(item.text("startPolicy")),
        item.texts("origins"),
        item.has("chatRoles") ? roles(item, "chatRoles") : Workspace.CHAT_ROLES,
        item.has(FILE_TYPES) ? files(item) : FilePolicy.DEFAULT,
        consultations,
        PaymentPolicyItem.read(item, consultations.currency()));
  }

  private static FilePolicy files(Attributes item) {
    return new FilePolicy(
        item.texts(FILE_TYPES), item.number(FILE_BYTES), (int) item.number(FILES_PER_DAY));
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
        .texts(ROLES, names(member.roles()))
        .text(SPECIALIST_KIND, member.specialistKind().map(SpecialistKind::name))
        .texts(CHANNELS, member.channels())
        .number(EPOCH, member.epoch())
        .text(CARD, member.card());
  }

  static Member member(Attributes item) {
    return new Member(
        item.text("workspace"),
        afterHash(item.text("sk")),
        item.text("name"),
        roles(item, ROLES),
        item.optionalText(SPECIALIST_KIND).map(SpecialistKind::valueOf),
        item.texts(CHANNELS),
        item.number(EPOCH),
        !item.flag(REVOKED),
        item.optionalText(CARD),
        item.optionalText(HOLD));
  }

  static List<String> names(Set<Role> roles) {
    return roles.stream().map(Role::name).toList();
  }

  private static Set<Role> roles(Attributes item, String name) {
    return item.texts(name).stream().map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
  }

  private static String afterHash(String key) {
    return key.substring(key.indexOf('#') + 1);
  }
}
