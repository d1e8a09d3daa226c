package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.acceptance.AccessMatrix.Row;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A workspace with {@link Persona}s in place, and conversations of clients with Lev and Moscow. */
final class Scene implements AutoCloseable {
  static final List<String> KINDS = List.of("specialist", "channel");

  /** What is uploaded here: how a PNG begins. */
  static final byte[] PICTURE = Sender.file(Sender.PNG, 8);

  /**
   * A conversation, with a text that only those of it may read.
   *
   * @param upload a file of the client that is not sent yet
   */
  record Talk(String kind, String client, String id, Optional<String> upload) {
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
  private final Map<String, Map<String, String>> consultations = new HashMap<>();
  private Map<String, Object> seen = Map.of();

  private Scene(
      Parley parley,
      Set<Persona> placed,
      List<String> kinds,
      boolean withFiles,
      Set<String> stages) {
    this.parley = parley;
    workspace = parley.workspace(preset("matrix", members()));
    boolean bothWorkspaces = placed.contains(Persona.ELSEWHERE);
    elsewhere =
        bothWorkspaces
            ? parley.workspace(preset("elsewhere", List.of(Persona.ELSEWHERE.member())))
            : workspace;
    Stream.of(Persona.values())
        .filter(Persona::isAClient)
        .filter(client -> placed.stream().anyMatch(one -> concerns(client, one)))
        .forEach(client -> kinds.forEach(kind -> begin(client, kind, withFiles)));
    if (!stages.isEmpty()) {
      talks.forEach(talk -> order(talk, stages));
      parley.pass(Duration.ofSeconds(5));
    }
    placed.forEach(persona -> persona.arrange(this));
  }

  /** One consultation at each stage, for a client who tries their own. */
  private void order(Talk talk, Set<String> stages) {
    Stream.of(Persona.values())
        .filter(persona -> persona.isAClient() && persona.person().equals(talk.client()))
        .filter(
            persona -> talk.kind().equals("specialist") && persona.client().equals(talk.client()))
        .forEach(
            client ->
                consultations.put(
                    talk.client(), new StagedOrders(this, client, talk.id()).at(stages)));
  }

  /** The consultation at a stage that a persona tries; one that does not exist for the gone. */
  String consultation(Persona persona, String stage) {
    return consultations
        .getOrDefault(persona.client(), Map.of())
        .getOrDefault(stage, "A".repeat(22));
  }

  private static boolean concerns(Persona client, Persona placed) {
    return client == placed || client.person().equals(placed.client());
  }

  /** Everybody in place, for what changes nothing; lists tell of everything that has happened. */
  static Scene shared(Parley parley, List<Row> rows) {
    Set<String> stages =
        rows.stream().flatMap(row -> row.stages().stream()).collect(Collectors.toSet());
    Scene scene = new Scene(parley, EnumSet.allOf(Persona.class), KINDS, true, stages);
    Waiting.until(scene::behind, List::isEmpty);
    return scene;
  }

  /** A persona in place with whom it concerns, for one thing that they do. */
  static Scene alone(Parley parley, Persona persona, Row row) {
    List<String> kinds = KINDS.contains(row.kind()) ? List.of(row.kind()) : KINDS;
    return new Scene(parley, EnumSet.of(persona), kinds, row.names("fileId"), row.stages());
  }

  private void begin(Persona client, String kind, boolean withFiles) {
    ParleyClient device = device(client);
    JsonNode opened =
        kind.equals("channel")
            ? device.openWithChannel("moscow")
            : device.openWithSpecialist(Persona.SPECIALIST.person());
    String id = opened.path("id").asText();
    Talk talk = new Talk(kind, client.person(), id, Optional.empty());
    ObjectNode secret = Json.object().put("clientMessageId", "1.secret").put("after", 1);
    device.tell(id, "send", secret.put("text", talk.secret())).success();
    talks.add(withFiles ? withFiles(device, talk) : talk);
  }

  /** One file is sent and another uploaded. */
  private static Talk withFiles(ParleyClient device, Talk talk) {
    Sender sender = new Sender(device, talk.id());
    sender.send(sender.upload("sent.png", Sender.PNG, PICTURE), "2.picture", 2).success();
    String file = sender.upload("kept.png", Sender.PNG, PICTURE).path("fileId").asText();
    return new Talk(talk.kind(), talk.client(), talk.id(), Optional.of(file));
  }

  /** Somebody changes how the sides of a client's conversation stand, if it is a part of this. */
  void tell(Persona by, Persona client, String kind, String verb, ObjectNode body) {
    talks.stream()
        .filter(talk -> talk.kind().equals(kind) && talk.client().equals(client.person()))
        .forEach(talk -> device(by).tell(talk.id(), verb, body).success());
  }

  /** The administrator changes a member. */
  void administer(Persona member, String verb, ObjectNode body) {
    device(Persona.ADMINISTRATOR).administer(member.person(), verb, body).success();
  }

  /** A time that is yet to come. */
  String soon() {
    return parley.cloud().clock().instant().plus(Duration.ofDays(1)).toString();
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

  /** One more socket of a persona. */
  ChatSocket connect(Persona persona) {
    ParleyClient device = device(persona);
    URI address = URI.create(parley.cloud().outputs().get("SocketUrl"));
    return persona == Persona.ANONYMOUS
        ? device.connect(address, Optional.empty())
        : device.connect();
  }

  /** The conversation of a kind that a persona tries. */
  Talk talk(Persona persona, String kind) {
    return talks.stream()
        .filter(talk -> talk.kind().equals(kind) && talk.client().equals(persona.client()))
        .findFirst()
        .orElseThrow();
  }

  String conversation(Persona persona, String kind) {
    return talk(persona, kind).id();
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

  /** Every list and every log, as those see it who may, and whether a hold stands. */
  private Map<String, Object> everything() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Persona persona : Persona.values()) {
      if (persona.isMember() && !persona.isGone()) {
        all.put(persona + " is", device(persona).me());
        all.put(persona + " has", device(persona).wallet());
        all.put(persona + " lists", lines(device(persona).conversations()));
        all.put(persona + " has hidden", lines(device(persona).hidden()));
      }
    }
    all.put("moscow's", lines(device(Persona.OPERATOR).conversationsOf("moscow")));
    all.put("kazan's", lines(device(Persona.UNGRANTED).conversationsOf("kazan")));
    all.put("moscow's elsewhere", lines(device(Persona.ELSEWHERE).conversationsOf("moscow")));
    for (Talk talk : talks) {
      ParleyClient staff = staff(talk);
      all.put(talk + " says", staff.entries(talk.id(), 100));
      all.put(talk + " stands", staff.conversation(talk.id()));
    }
    // Without a confirmation it only tells whether it might be done.
    all.put(
        "erasing",
        device(Persona.ADMINISTRATOR)
            .administer(Persona.OTHER.person(), "erase", Json.object())
            .code());
    return all;
  }

  private ParleyClient staff(Talk talk) {
    return device(talk.kind().equals("channel") ? Persona.OPERATOR : Persona.SPECIALIST);
  }

  /** The lines of lists that do not tell of the newest entry yet. */
  private List<JsonNode> behind() {
    Map<String, Long> newest = new HashMap<>();
    talks.forEach(
        talk ->
            newest.put(talk.id(), staff(talk).conversation(talk.id()).at("/last/seq").asLong()));
    Stream<JsonNode> ofClients =
        Stream.of(Persona.values())
            .filter(persona -> persona.isAClient() && !persona.isGone())
            .map(persona -> device(persona).conversations());
    Stream<JsonNode> ofStaff =
        Stream.of(
            device(Persona.SPECIALIST).conversations(),
            device(Persona.OPERATOR).conversationsOf("moscow"));
    return Stream.concat(ofClients, ofStaff)
        .flatMap(list -> lines(list).valueStream())
        .filter(line -> line.at("/last/seq").asLong() < newest.get(line.path("id").asText()))
        .toList();
  }

  private static JsonNode lines(JsonNode list) {
    return list.path("conversations");
  }

  /** Closes what is open, but not what was closed by others. */
  void hangUp() {
    Map<Persona, ChatSocket> open = new EnumMap<>(sockets);
    open.keySet().removeIf(Persona::isGone);
    open.forEach(
        (persona, socket) -> {
          socket.close();
          sockets.remove(persona);
        });
  }

  @Override
  public void close() {
    hangUp();
  }

  private static List<ObjectNode> members() {
    return Stream.of(Persona.values())
        .filter(persona -> persona.isMember() && persona != Persona.ELSEWHERE)
        .map(Persona::member)
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
