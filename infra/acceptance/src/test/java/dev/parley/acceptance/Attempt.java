package dev.parley.acceptance;

import dev.parley.acceptance.AccessMatrix.Row;
import dev.parley.acceptance.AccessMatrix.Step;
import dev.parley.acceptance.Scene.Talk;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** A row of the matrix tried by one persona. */
record Attempt(AccessMatrix matrix, Scene scene, Row row, Persona persona) {
  /** What the other side sees of a frame that is not answered. */
  private static final String SEEN = "typist";

  private static final String UNSEEN = "unseen";

  private static final int GOODBYE = 1000;

  /** How it ended, as a cell has it, and what else went wrong. */
  String outcome() {
    String expected = row.outcomes().get(persona);
    if (expected.equals(AccessMatrix.NOTHING)) {
      return expected;
    }
    Map<String, String> values = new HashMap<>(Map.of("soon", scene.soon()));
    if (row.last().namesAConversation()) {
      values.put("conversationId", asked().id());
      asked().upload().ifPresent(file -> values.put("fileId", file));
    }
    values.put("key", StagedOrders.key());
    for (String stage : row.stages()) {
      values.put(stage, scene.consultation(persona, stage));
    }
    for (Step step : row.steps().subList(0, row.steps().size() - 1)) {
      begin(step.with(values)).ifPresent(file -> values.put("fileId", file));
    }
    Step last = row.last().with(values);
    return Set.of(SEEN, UNSEEN).contains(expected) ? seen(last) : ended(last);
  }

  private Talk asked() {
    return scene.talk(persona, row.kind());
  }

  /** A step before the last; a file that it prepares is uploaded, and its id given. */
  private Optional<String> begin(Step step) {
    if (step.isAFrame()) {
      answered(step);
      return Optional.empty();
    }
    Response answer = call(step);
    if (!answer.body().has("fileId")) {
      return Optional.empty();
    }
    Bucket.post(answer.body(), Scene.PICTURE);
    return Optional.of(answer.body().path("fileId").asText());
  }

  private Response call(Step step) {
    Map<String, String> key = Map.of("Idempotency-Key", StagedOrders.key());
    return scene.device(persona).call(step.method().orElseThrow(), step.target(), step.body(), key);
  }

  private String ended(Step step) {
    if (step.isAFrame()) {
      return answered(step);
    }
    if (step.method().isEmpty()) {
      return connected();
    }
    Response answer = call(step);
    return matrix.outcome(answer) + leak(answer.body().toString());
  }

  private String connected() {
    try (ChatSocket _ = scene.connect(persona)) {
      return "101";
    } catch (Refused e) {
      return e.code().isEmpty() ? Integer.toString(e.status()) : e.code();
    }
  }

  private String answered(Step step) {
    ChatSocket socket = scene.socket(persona);
    try {
      String type = socket.answer(socket.post(step.frame())).path("type").asText();
      return type + leak(socket.frames().toString());
    } catch (Refused e) {
      return e.code() + leak(socket.frames().toString());
    } catch (IllegalStateException | CompletionException e) {
      // Whoever was revoked hears it, and sees nothing behind it.
      boolean toldSo = socket.frames().getLast().path("type").asText().equals("bye");
      return toldSo && socket.awaitClose() == GOODBYE ? AccessMatrix.CLOSED : "no answer: " + e;
    }
  }

  /** Tells what somebody of the other side, who watches, is shown of a frame. */
  private String seen(Step step) {
    ChatSocket other = scene.socket(otherSide());
    other.watch(asked().id());
    ChatSocket socket = scene.socket(persona);
    int[] old = {other.frames().size()};
    int before = socket.frames().size();
    socket.post(step.frame());
    try {
      other.await(one -> old[0]-- <= 0 && one.path("type").asText().equals(SEEN), SEEN);
      return SEEN;
    } catch (IllegalStateException e) {
      boolean refused =
          socket.frames().stream()
              .skip(before)
              .anyMatch(one -> one.path("type").asText().equals("error"));
      return refused ? "the answers are " + socket.frames() : UNSEEN;
    }
  }

  private Persona otherSide() {
    if (persona == Persona.SPECIALIST || persona == Persona.OPERATOR) {
      return Persona.CLIENT;
    }
    return row.kind().equals("channel") ? Persona.OPERATOR : Persona.SPECIALIST;
  }

  /** Tells of a conversation that shows in an answer and is not the persona's; else nothing. */
  private String leak(String answer) {
    for (Talk talk : scene.talks()) {
      // An answer may name the conversation that the question has named.
      boolean named = answer.contains(talk.id()) && !isAskedFor(talk);
      if (!isTheirs(talk) && (named || answer.contains(talk.secret()))) {
        return " and shows what is " + talk.secret();
      }
    }
    return "";
  }

  private boolean isAskedFor(Talk talk) {
    boolean isAsked = row.last().namesAConversation() || !row.stages().isEmpty();
    return isAsked && talk.equals(asked());
  }

  private boolean isTheirs(Talk talk) {
    return persona.isAClient()
        ? talk.client().equals(persona.person()) && !persona.isGone()
        : matrix.row(talk.kind(), "show").outcomes().get(persona).equals("200");
  }
}
