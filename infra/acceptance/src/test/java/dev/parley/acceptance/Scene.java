package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A workspace with every {@link Persona} in place: three clients, each with Lev and with Moscow.
 */
final class Scene implements AutoCloseable {
  static final List<String> KINDS = List.of("specialist", "channel");

  /** A conversation, with a text that only those of it may read. */
  record Talk(String kind, String client, String id) {
    String secret() {
      return "only for " + client + " and the " + kind;
    }
  }

  private final Parley parley;
  private final String workspace;
  private final String elsewhere;
  private final Map<Persona, ParleyClient> devices = new EnumMap<>(Persona.class);
  private final Map<Persona, ChatSocket> sockets = new EnumMap<>(Persona.class);
  private final List<Talk> talks = new ArrayList<>();
  private Map<String, Object> seen = Map.of();

  Scene(Parley parley) {
    this.parley = parley;
    workspace = parley.workspace(preset("matrix", members(Optional.empty())));
    elsewhere =
        parley.workspace(preset("elsewhere", Stream.of(Persona.ELSEWHERE.member()).toList()));
    Stream.of(Persona.values()).filter(Persona::isAClient).forEach(this::begin);
    Stream.of(Persona.values()).forEach(persona -> persona.arrange(this));
  }

  private void begin(Persona client) {
    ParleyClient device = device(client);
    JsonNode withLev = device.openWithSpecialist(Persona.SPECIALIST.person());
    JsonNode withMoscow = device.openWithChannel("moscow");
    try (ChatSocket phone = device.connect()) {
      for (JsonNode opened : List.of(withLev, withMoscow)) {
        String kind = opened.path("with").path("kind").asText();
        Talk talk = new Talk(kind, client.person(), opened.path("id").asText());
        phone.send(new Message(talk.id(), "1.secret", talk.secret()));
        talks.add(talk);
      }
    }
  }

  /** Writes everybody into the directory again, one of them without channels. */
  void provision(Optional<Persona> lapsed) {
    Presets.provision(parley.cloud(), preset(workspace, members(lapsed)));
  }

  /** Staff block the client who is to be blocked. */
  void block(Persona staff, String kind) {
    String path = "/conversations/" + conversation(Persona.BLOCKED, kind) + "/block";
    device(staff).post(path, Json.object().put("confirm", true)).success();
  }

  ParleyClient device(Persona persona) {
    return devices.computeIfAbsent(
        persona,
        one ->
            switch (one) {
              case ANONYMOUS -> parley.device("", Map.of("Parley-Workspace", workspace));
              case ELSEWHERE -> parley.device(elsewhere, one.person());
              default -> parley.device(workspace, one.person());
            });
  }

  /** The socket of a persona until all {@link #hangUp}. */
  ChatSocket socket(Persona persona) {
    return sockets.computeIfAbsent(persona, this::connect);
  }

  private ChatSocket connect(Persona persona) {
    ParleyClient device = device(persona);
    URI address = URI.create(parley.cloud().outputs().get("SocketUrl"));
    return persona == Persona.ANONYMOUS
        ? device.connect(address, Optional.empty())
        : device.connect();
  }

  /** The conversation of a kind that a persona tries. */
  String conversation(Persona persona, String kind) {
    return talks.stream()
        .filter(talk -> talk.kind().equals(kind) && talk.client().equals(persona.client()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  List<Talk> talks() {
    return talks;
  }

  /** What looks otherwise than at the last look: every list and every log is looked at. */
  List<String> changes() {
    Map<String, Object> now = everything();
    List<String> changes =
        now.keySet().stream()
            .filter(what -> !now.get(what).equals(seen.get(what)))
            .map(what -> "%s: was %s, is %s".formatted(what, seen.get(what), now.get(what)))
            .toList();
    seen = now;
    return changes;
  }

  /** Every list and every log, as those see it who may. */
  private Map<String, Object> everything() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Persona persona : Persona.values()) {
      if (persona.isMember()) {
        all.put(persona + " is", device(persona).me());
        all.put(persona + " lists", device(persona).conversations());
      }
    }
    all.put("moscow's", device(Persona.OPERATOR).conversationsOf("moscow"));
    all.put("kazan's", device(Persona.UNGRANTED).conversationsOf("kazan"));
    all.put("moscow's elsewhere", device(Persona.ELSEWHERE).conversationsOf("moscow"));
    for (Talk talk : talks) {
      Persona staff = talk.kind().equals("channel") ? Persona.OPERATOR : Persona.SPECIALIST;
      all.put(talk.toString(), device(staff).entries(talk.id(), 100));
    }
    return all;
  }

  void hangUp() {
    sockets.values().forEach(ChatSocket::close);
    sockets.clear();
  }

  @Override
  public void close() {
    hangUp();
  }

  private static List<ObjectNode> members(Optional<Persona> lapsed) {
    return Stream.of(Persona.values())
        .filter(persona -> persona.isMember() && persona != Persona.ELSEWHERE)
        .map(
            persona ->
                lapsed.equals(Optional.of(persona)) ? persona.withoutGrants() : persona.member())
        .toList();
  }

  private static Preset preset(String id, List<ObjectNode> members) {
    ObjectNode json =
        Json.object().put("id", id).put("name", "Matrix").put("startPolicy", "CLIENT_ONLY");
    json.putArray("origins");
    for (String channel : List.of("moscow", "kazan")) {
      json.withArray("channels").addObject().put("id", channel).put("name", channel);
    }
    json.set("members", Json.tree(members));
    return new Preset(json);
  }
}
