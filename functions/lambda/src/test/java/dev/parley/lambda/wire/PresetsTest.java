package dev.parley.lambda.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.FilePolicy;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresetsTest {
  private static final String PRESET =
      """
      {"id":"w","name":"W","startPolicy":"STAFF_ANY","origins":["https://w.example"],
       "channels":[{"id":"moscow","name":"Москва"}],
       "members":[{"id":"anna","name":"Анна","roles":["operator"],"channels":["moscow"]}]}\
      """;

  @Test
  void aPresetIsReadWhole() {
    assertThat(Presets.read(PRESET))
        .isEqualTo(
            new Preset(
                new Workspace("w", "W", StartPolicy.STAFF_ANY, Set.of("https://w.example")),
                List.of(new Channel("moscow", "Москва")),
                List.of(
                    new Member(
                        "w",
                        "anna",
                        "Анна",
                        Set.of(Role.OPERATOR),
                        Optional.empty(),
                        Set.of("moscow"),
                        0))));
  }

  @Test
  void aPresetMaySayWhichFilesAreSent() {
    String files = "\"files\":{\"types\":[\"image/png\"],\"mostBytes\":5,\"perDay\":7},";
    Preset preset = Presets.read(PRESET.replace("\"origins\"", files + "\"origins\""));
    assertThat(preset.workspace().files()).isEqualTo(new FilePolicy(Set.of("image/png"), 5, 7));
  }

  @Test
  void aCardIsAsLongInAPresetAsInALink() {
    String longest = "c".repeat(Member.CARD_CHARACTERS);
    assertThat(Presets.read(withCard(longest)).members().getFirst().card()).contains(longest);
    assertThat(Changes.link(card(longest))).isEqualTo(new MemberChange.Link(longest));
    assertCode(Code.INVALID_FIELD, PRESET, withCard(longest + "c"));
    assertThatThrownBy(() -> Changes.link(card(longest + "c")))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_FIELD));
  }

  private static String withCard(String card) {
    return PRESET.replace("\"roles\"", "\"card\":\"" + card + "\",\"roles\"");
  }

  private static Fields card(String card) {
    return Fields.of("{\"card\":\"" + card + "\"}");
  }

  @Test
  void whatIsWrongIsRefusedWhole() {
    assertCode(Code.UNKNOWN_FIELD, "\"roles\"", "\"rolls\":[],\"roles\"");
    assertCode(Code.INVALID_FIELD, "operator", "emperor");
    assertCode(Code.INVALID_FIELD, "STAFF_ANY", "ANYBODY");
    assertCode(Code.INVALID_FIELD, "https://w.example", "https://w.example/path");
    assertCode(Code.INVALID_FIELD, "\"anna\"", "\"a#b\"");
    assertCode(Code.INVALID_FIELD, "[\"moscow\"]", "[\"kazan\"]");
    assertCode(Code.INVALID_FIELD, "[\"moscow\"]", "\"moscow\"");
    assertCode(Code.MISSING_FIELD, "\"id\":\"w\",", "");
    assertCode(Code.INVALID_FIELD, "\"origins\"", "\"files\":[],\"origins\"");
    assertCode(Code.MISSING_FIELD, "\"origins\"", "\"files\":{\"types\":[]},\"origins\"");
  }

  /** What the API promises of everybody who asks who they are. */
  @Test
  void aMemberHasARole() {
    assertCode(Code.INVALID_FIELD, "[\"operator\"]", "[]");
    assertCode(Code.INVALID_FIELD, "\"roles\":[\"operator\"],", "");
  }

  private static void assertCode(Code code, String right, String wrong) {
    assertThatThrownBy(() -> Presets.read(PRESET.replace(right, wrong)))
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
