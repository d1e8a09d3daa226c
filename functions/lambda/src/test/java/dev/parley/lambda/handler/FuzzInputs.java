package dev.parley.lambda.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recorded events with something else in the places that clients, or whoever issues their tokens,
 * decide on: the rest of an event is the gateway's word.
 */
final class FuzzInputs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PARAMETERS =
      List.of("after", "limit", "channel", "since", "hidden", "account", "a", "");

  /** What the recorded offer costs, and more than anything may cost in a stage. */
  private static final String PRICE = "250000";

  private static final String TOO_DEAR = "1000001";

  /** What the recorded withdrawal takes out, and less than anybody may. */
  private static final String WITHDRAWN = "amount\\\":20000";

  private static final String TOO_LITTLE = "amount\\\":9";

  /** Without a signature nothing but that is looked at. */
  private static final String SIGNED = "paymentWebhook-told";

  /** More of what ends in most ways, each of which needs much to be right. */
  private static final int OFTEN = 8;

  private final Handlers handlers;
  private final List<String> frames;
  private final List<String> calls;

  FuzzInputs(Handlers handlers) {
    this.handlers = handlers;
    this.frames = names(handlers).stream().filter(FuzzInputs::isOfAFrame).toList();
    this.calls =
        Stream.of(
                names(handlers).stream().filter(name -> !isOfAFrame(name)).toList(),
                Collections.nCopies(OFTEN, "files-send"),
                Collections.nCopies(OFTEN, "writing-edit"),
                Collections.nCopies(OFTEN, "topUps-create"),
                Collections.nCopies(OFTEN, "withdrawals-create"),
                Collections.nCopies(OFTEN, "consultations-agree"))
            .flatMap(List::stream)
            .toList();
  }

  private static boolean isOfAFrame(String name) {
    return name.startsWith("message-");
  }

  /**
   * The recorded events that inputs are made of: calls, frames and knocks. What else was recorded
   * is sent by the gateway, by queues and streams, or by whoever runs the installation.
   */
  static List<String> names(Handlers handlers) {
    return handlers.recorded().keySet().stream()
        .filter(
            name ->
                isOfAFrame(name)
                    || isOfAKnock(name)
                    || tree(handlers.recorded().get(name)).has("routeKey"))
        .toList();
  }

  private static boolean isOfAKnock(String name) {
    return name.equals("authorize");
  }

  /** The routes that have a recorded event. */
  static Set<String> routes(Handlers handlers) {
    return made(handlers, input -> !input.isAFrame() && !input.isAKnock())
        .map(event -> event.path("routeKey").asText())
        .collect(Collectors.toSet());
  }

  /** The actions of the socket that have one. */
  static Set<String> actions(Handlers handlers) {
    return made(handlers, Input::isAFrame)
        .map(event -> tree(event.path("body").asText()).path("action").asText())
        .collect(Collectors.toSet());
  }

  private static Stream<JsonNode> made(Handlers handlers, Predicate<Input> wanted) {
    return names(handlers).stream()
        .map(name -> new Input(name, handlers.recorded().get(name)))
        .filter(wanted)
        .map(input -> tree(input.event()));
  }

  /**
   * @param name of the recorded event that it was made from
   */
  record Input(String name, String event) {
    boolean isAFrame() {
      return isOfAFrame(name);
    }

    boolean isAKnock() {
      return isOfAKnock(name);
    }
  }

  /** The one input of a seed, for a stage. */
  Input next(long seed, FuzzStage stage) {
    SplittableRandom random = new SplittableRandom(seed);
    Mutations mutations = new Mutations(random, stage.known());
    String name = mutations.any(mutations.chance(2) ? frames : calls);
    String recorded = handlers.recorded().get(name);
    String person = mutations.any(FuzzStage.CAST);
    String caller = mutations.chance(2) ? person : FuzzStage.caller(recorded).orElse(person);
    String conversation =
        mutations.chance(2) ? stage.theirs(caller) : mutations.any(stage.conversations());
    String about = mutations.chance(2) ? stage.here(recorded) : stage.aboutAnother(recorded);
    String recordedHere = stage.by(caller, about, conversation, mutations.any(stage.files()));
    String right = stage.orders().about(recordedHere, name);
    String event =
        mutations.chance(6) ? right.replace(PRICE, TOO_DEAR).replace(WITHDRAWN, TOO_LITTLE) : right;
    ObjectNode changed = tree(event);
    Input input = new Input(name, event);
    if (mutations.chance(2)) {
      anew(changed, random.nextInt());
    }
    int changes = mutations.chance(12) ? 0 : mutations.chance(3) ? 2 : 1;
    for (int change = 0; change < changes; change++) {
      if (input.isAFrame()) {
        changed.put("body", mutations.document(changed.path("body").asText()));
      } else if (input.isAKnock()) {
        knock(mutations, changed);
      } else {
        call(mutations, changed, random.nextInt(8));
      }
    }
    if (name.equals(SIGNED) && !mutations.chance(3)) {
      ScriptedProvider.sign(changed, handlers.clock().instant());
    }
    return new Input(name, changed.toString());
  }

  /** Another message than before, so that the log grows. */
  private static void anew(ObjectNode event, int random) {
    String id = "$1." + Integer.toHexString(random | 0x10000000) + "\"";
    String body = event.path("body").asText();
    if (!body.contains("clientMessageId")) {
      return;
    }
    event.put("body", body.replaceAll("(\"clientMessageId\": *\"[0-9]+)\\.[^\"]*\"", id));
  }

  private static void knock(Mutations mutations, ObjectNode event) {
    if (mutations.chance(3)) {
      putWord(mutations, event.withObjectProperty("headers"), "Origin");
    } else {
      putWord(mutations, event.withObjectProperty("queryStringParameters"), "ticket");
    }
  }

  private static void call(Mutations mutations, ObjectNode event, int what) {
    switch (what) {
      case 0 ->
          change(
              mutations,
              event.withObjectProperty("headers"),
              mutations.any(List.of("parley-workspace", "idempotency-key")));
      case 1 -> claim(mutations, event.withObject("/requestContext/authorizer/jwt/claims"));
      case 2, 3 -> query(mutations, event.withObjectProperty("queryStringParameters"));
      case 4 -> encode(mutations, event);
      case 5 ->
          event
              .path("pathParameters")
              .fieldNames()
              .forEachRemaining(
                  name -> putWord(mutations, (ObjectNode) event.path("pathParameters"), name));
      default -> {
        if (event.path("routeKey").asText().startsWith("GET ")) {
          query(mutations, event.withObjectProperty("queryStringParameters"));
        } else {
          body(mutations, event);
        }
      }
    }
  }

  private static void body(Mutations mutations, ObjectNode event) {
    if (!event.path("isBase64Encoded").asBoolean()) {
      event.put("body", mutations.document(event.path("body").asText("{}")));
    }
  }

  private static void claim(Mutations mutations, ObjectNode claims) {
    change(mutations, claims, mutations.any(List.of("sub", "token_use")));
    if (mutations.chance(3)) {
      claims.remove("token_use");
      claims.remove(mutations.any(List.of("client_id", "sub")));
    }
  }

  private static void query(Mutations mutations, ObjectNode query) {
    String name = mutations.any(PARAMETERS);
    putWord(mutations, query, mutations.chance(8) ? mutations.word(name) : name);
  }

  /** What is no text for the gateway comes in Base64. */
  private static void encode(Mutations mutations, ObjectNode event) {
    if (event.path("isBase64Encoded").asBoolean()) {
      return;
    }
    byte[] body = event.path("body").asText("{}").getBytes(StandardCharsets.UTF_8);
    if (body.length > 0 && mutations.chance(2)) {
      body[mutations.word("0123456789").hashCode() & 0x7fffffff % body.length] ^= (byte) 0xc0;
    }
    event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
  }

  private static void change(Mutations mutations, ObjectNode object, String name) {
    if (mutations.chance(3)) {
      object.remove(name);
    } else {
      putWord(mutations, object, name);
    }
  }

  private static void putWord(Mutations mutations, ObjectNode object, String name) {
    object.put(name, mutations.word(object.path(name).asText()));
  }

  private static ObjectNode tree(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a recorded event is JSON", e);
    }
  }
}
