package dev.parley.lambda.wire;

import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.ConsultationPolicy;
import dev.parley.core.workspace.FilePolicy;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.PaymentPolicy;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.SpecialistKind;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the description of a workspace that an administrator provisions. */
public final class Presets {
  private static final int NAME_CHARACTERS = 100;
  private static final Pattern ROLE =
      Pattern.compile("client|specialist|operator|arbiter|accountant|administrator");

  private Presets() {}

  /** Reads a preset; a channel granted to somebody must be one of its channels. */
  public static Preset read(String json) {
    Fields fields = Fields.of(json);
    String id = fields.text("id", Ids.SHORT);
    Workspace workspace = workspace(fields, id);
    List<Channel> channels = fields.objects("channels", Presets::channel);
    List<Member> members = fields.objects("members", member -> member(id, member));
    fields.end();
    requireKnown(channels, members);
    return new Preset(workspace, channels, members);
  }

  private static Workspace workspace(Fields fields, String id) {
    ConsultationPolicy consultations =
        fields
            .optionalObject("consultations", ConsultationPolicies::read)
            .orElse(ConsultationPolicy.DEFAULT);
    Currency currency = consultations.currency();
    return new Workspace(
        id,
        fields.text("name", 1, NAME_CHARACTERS),
        fields.constant("startPolicy", StartPolicy.class),
        Set.copyOf(fields.texts("origins", Ids.ORIGIN)),
        fields.has("chatRoles") ? roles(fields, "chatRoles") : Workspace.CHAT_ROLES,
        fields.optionalObject("files", FilePolicies::read).orElse(FilePolicy.DEFAULT),
        consultations,
        fields
            .optionalObject("payments", payments -> PaymentPolicies.read(payments, currency))
            .orElseGet(() -> PaymentPolicy.standard(currency)));
  }

  /** What was written, in numbers. */
  public static String written(Preset preset) {
    return Json.text(
        Json.object()
            .put("workspace", preset.workspace().id())
            .put("channels", preset.channels().size())
            .put("members", preset.members().size()));
  }

  private static Channel channel(Fields fields) {
    return new Channel(fields.text("id", Ids.SHORT), fields.text("name", 1, NAME_CHARACTERS));
  }

  private static Member member(String workspace, Fields fields) {
    return new Member(
        workspace,
        fields.text("id", Ids.PERSON),
        fields.text("name", 1, NAME_CHARACTERS),
        roles(fields),
        fields.optionalConstant("specialistKind", SpecialistKind.class),
        Set.copyOf(fields.texts("channels", Ids.SHORT)),
        0,
        true,
        fields.optionalText("card", 1, Member.CARD_CHARACTERS),
        Optional.empty());
  }

  /** Whoever is in a workspace is something there. */
  static Set<Role> roles(Fields fields) {
    Set<Role> roles = roles(fields, "roles");
    if (roles.isEmpty()) {
      throw Fields.invalid("roles", "at least one role: a member is something here");
    }
    return roles;
  }

  private static Set<Role> roles(Fields fields, String name) {
    return fields.texts(name, ROLE).stream()
        .map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void requireKnown(List<Channel> channels, List<Member> members) {
    Set<String> known = channels.stream().map(Channel::id).collect(Collectors.toSet());
    if (!members.stream().allMatch(member -> known.containsAll(member.channels()))) {
      throw Fields.invalid("members.channels", "channels of this workspace");
    }
  }
}
