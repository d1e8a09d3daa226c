package dev.parley.acceptance;

import dev.parley.acceptance.AccessMatrix.Row;
import dev.parley.acceptance.AccessMatrix.Step;
import dev.parley.acceptance.Scene.Talk;
import java.util.List;

/** A row of the matrix tried by one persona. */
record Attempt(AccessMatrix matrix, Scene scene, Row row, Persona persona) {
  /** What the other side sees of a frame that is not answered. */
  private static final String SEEN = "typist";

  /** How it ended, as a cell has it, and what else went wrong. */
  String outcome() {
    String expected = row.outcomes().get(persona);
    if (expected.equals(AccessMatrix.NOTHING)) {
      return expected;
    }
    List<Step> steps = row.steps().stream().map(this::about).toList();
    steps.subList(0, steps.size() - 1).forEach(this::ended);
    return expected.equals(SEEN) ? seen(steps.getLast()) : ended(steps.getLast());
  }

  private Step about(Step step) {
    return step.namesAConversation() ? step.about(asked()) : step;
  }

  private String asked() {
    return scene.conversation(persona, row.where());
  }

  private String ended(Step step) {
    if (step.isAFrame()) {
      return answered(step);
    }
    if (step.method().isEmpty()) {
      return connected();
    }
    Response answer = scene.device(persona).call(step.method().get(), step.target(), step.body());
    return matrix.outcome(answer) + leak(answer.body().toString());
  }

  private String connected() {
    try {
      scene.socket(persona);
      return "101";
    } catch (Refused e) {
      return e.code().isEmpty() ? Integer.toString(e.status()) : e.code();
    }
  }

  private String answered(Step step) {
    ChatSocket socket = scene.socket(persona);
    String request = socket.post(step.frame());
    try {
      String type = socket.answer(request).path("type").asText();
      return type + leak(socket.frames().toString());
    } catch (Refused e) {
      return e.code() + leak(socket.frames().toString());
    } catch (IllegalStateException e) {
      return "no answer: " + e.getMessage();
    }
  }

  /** Tells what somebody of the other side, who watches, is shown of a frame. */
  private String seen(Step step) {
    ChatSocket other = scene.socket(otherSide());
    other.watch(asked());
    ChatSocket socket = scene.socket(persona);
    int[] old = {other.frames().size()};
    socket.post(step.frame());
    try {
      other.await(one -> old[0]-- <= 0 && one.path("type").asText().equals(SEEN), SEEN);
      return SEEN;
    } catch (IllegalStateException e) {
      return "nobody sees it, and the answers are " + socket.frames();
    }
  }

  private Persona otherSide() {
    if (persona == Persona.SPECIALIST || persona == Persona.OPERATOR) {
      return Persona.CLIENT;
    }
    return row.where().equals("channel") ? Persona.OPERATOR : Persona.SPECIALIST;
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
    return row.last().namesAConversation() && talk.id().equals(asked());
  }

  private boolean isTheirs(Talk talk) {
    return persona.isAClient()
        ? talk.client().equals(persona.person())
        : matrix.row(talk.kind(), "show").outcomes().get(persona).equals("200");
  }
}
