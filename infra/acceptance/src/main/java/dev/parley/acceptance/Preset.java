package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A workspace as one of the files in infra/workspaces describes it. */
public record Preset(ObjectNode json) {
  /** A person of a preset, with what the person may be there. */
  public record Person(String workspace, String id, String name, String roles) {}

  public String id() {
    return json.path("id").asText();
  }

  /** The same workspace under another id, for a test that wants one of its own. */
  public Preset as(String id) {
    return new Preset(json.deepCopy().put("id", id));
  }

  /** The same workspace, with one more origin whose pages may open a socket. */
  public Preset withOrigin(String origin) {
    ObjectNode copy = json.deepCopy();
    copy.withArray("origins").add(origin);
    return new Preset(copy);
  }

  public List<Person> people() {
    List<Person> people = new ArrayList<>();
    for (JsonNode member : json.path("members")) {
      List<String> roles = new ArrayList<>();
      member.path("roles").forEach(role -> roles.add(role.asText()));
      List<String> channels = new ArrayList<>();
      member.path("channels").forEach(channel -> channels.add(channel.asText()));
      String kind = member.path("specialistKind").asText();
      people.add(
          new Person(
              id(),
              member.path("id").asText(),
              member.path("name").asText(),
              String.join(" ", roles)
                  + (kind.isEmpty() ? "" : " (" + kind + ")")
                  + (channels.isEmpty() ? "" : " of " + String.join(", ", channels))));
    }
    return people;
  }
}
