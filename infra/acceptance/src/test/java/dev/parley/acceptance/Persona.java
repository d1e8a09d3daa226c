package dev.parley.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Everybody who may try something, each standing somewhere else to one conversation with Lev and
 * one with the channel Moscow. Both are Vera's, but clients to whom something has happened try
 * their own.
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
      scene.tell(SPECIALIST, this, "specialist", "block", confirmed());
      scene.tell(OPERATOR, this, "channel", "block", confirmed());
    }
  },
  /** A client whom both let write no more for a time. */
  RESTRICTED("rada", "client") {
    @Override
    void arrange(Scene scene) {
      ObjectNode until = Json.object().put("reason", "clutter").put("until", scene.soon());
      scene.tell(SPECIALIST, this, "specialist", "restrict", until);
      scene.tell(OPERATOR, this, "channel", "restrict", until);
    }
  },
  /** A client who has left both conversations. */
  LEFT("lena", "client") {
    @Override
    void arrange(Scene scene) {
      Scene.KINDS.forEach(kind -> scene.tell(this, this, kind, "leave", Json.object()));
    }
  },
  /** Was a client, and still has the socket that was open when this ended. */
  REVOKED("rita", "client") {
    @Override
    void arrange(Scene scene) {
      scene.socket(this);
      scene.administer(this, "revoke", Json.object());
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
      ObjectNode rights = Json.object();
      rights.putArray("roles").add("operator");
      rights.putArray("channels");
      scene.administer(this, "grant", rights);
    }
  },
  /** Was an operator of the channel, who watched when this ended. */
  DISMISSED("denis", "operator", "moscow") {
    @Override
    void arrange(Scene scene) {
      scene.socket(this).watch(scene.conversation(this, "channel"));
      scene.administer(this, "revoke", Json.object());
    }
  },
  /** Runs the workspace, which opens nobody's conversation. */
  ADMINISTRATOR("mark", "administrator"),
  /** Settles disputes: sees every consultation, and no conversation. */
  ARBITER("irina", "arbiter"),
  /** Keeps the money, and sees nothing of what it is paid for. */
  ACCOUNTANT("maria", "accountant");

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

  /** Whether the persona was revoked, and has nothing left but a name. */
  boolean isGone() {
    return this == REVOKED || this == DISMISSED;
  }

  /** The client whose conversations the persona tries. */
  String client() {
    return isAClient() && this != OTHER ? person : CLIENT.person;
  }

  /** The person as a preset lists them. */
  ObjectNode member() {
    ObjectNode json = Json.object().put("id", person).put("name", person);
    json.set("roles", Json.tree(roles));
    json.set("channels", Json.tree(channels));
    return json;
  }

  private static ObjectNode confirmed() {
    return Json.object().put("confirm", true);
  }
}
