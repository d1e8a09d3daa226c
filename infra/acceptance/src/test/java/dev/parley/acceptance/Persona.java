package dev.parley.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everybody who may try something, each standing somewhere else to one conversation with Lev and
 * one with the channel Moscow. Both are Vera's, but who is blocked tries their own.
 */
enum Persona {
  /** Brings no token, and no ticket. */
  ANONYMOUS("", ""),
  /** Brings a good token, and is in no workspace. */
  STRANGER("nobody", ""),
  /** Vera in another workspace, where she is everything that one can be. */
  ELSEWHERE("vera", "client specialist operator administrator", "moscow"),
  CLIENT("vera", "client"),
  /** A client of the same specialist and channel. */
  OTHER("pavel", "client"),
  /** A client whom both have blocked. */
  BLOCKED("bella", "client") {
    @Override
    void arrange(Scene scene) {
      scene.block(SPECIALIST, "specialist");
      scene.block(OPERATOR, "channel");
    }
  },
  SPECIALIST("lev", "specialist"),
  OPERATOR("olga", "operator", "moscow"),
  /** Staff of others: a specialist, and an operator of another channel. */
  UNGRANTED("alsu", "specialist operator", "kazan"),
  /** Was an operator of the channel, and is one of no channel now. */
  LAPSED("igor", "operator", "moscow") {
    @Override
    void arrange(Scene scene) {
      scene.provision(Optional.of(this));
    }
  },
  /** Runs the workspace and settles its disputes, which opens nobody's conversation. */
  ADMINISTRATOR("mark", "administrator arbiter");

  private final String person;
  private final List<String> roles;
  private final List<String> channels;

  Persona(String person, String roles, String... channels) {
    this.person = person;
    this.roles = roles.isEmpty() ? List.of() : List.of(roles.split(" "));
    this.channels = List.of(channels);
  }

  /** What brings the persona about once the conversations are there. */
  void arrange(Scene scene) {}

  String person() {
    return person;
  }

  /** The name of the column. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isMember() {
    return !roles.isEmpty();
  }

  /** Whether the persona takes part as a client, and in their own conversations only. */
  boolean isAClient() {
    return roles.equals(List.of("client"));
  }

  /** The client whose conversations the persona tries. */
  String client() {
    return this == BLOCKED ? person : CLIENT.person;
  }

  /** The person as a preset lists them. */
  ObjectNode member() {
    return member(channels);
  }

  /** The same person without the channels. */
  ObjectNode withoutGrants() {
    return member(List.of());
  }

  private ObjectNode member(List<String> granted) {
    ObjectNode json = Json.object().put("id", person).put("name", person);
    json.set("roles", Json.tree(roles));
    json.set("channels", Json.tree(granted));
    return json;
  }
}
