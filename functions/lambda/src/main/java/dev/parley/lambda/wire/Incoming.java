package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.consultation.Errand;
import dev.parley.core.conversation.Command;
import dev.parley.core.failure.Refused;
import java.util.Optional;

/**
 * A frame of a person in a workspace, its action read: which of the two it asks for decides what is
 * loaded to do it.
 */
public final class Incoming {
  static final int REQUEST_ID_CHARACTERS = 64;

  private static final int ACTION_CHARACTERS = 32;

  private final String workspace;
  private final Fields fields;
  private final String action;
  private final Optional<String> requestId;

  private Incoming(String workspace, Fields fields) {
    this.workspace = workspace;
    this.fields = fields;
    this.action = fields.text("action", 1, ACTION_CHARACTERS);
    this.requestId = fields.optionalText("requestId", 1, REQUEST_ID_CHARACTERS);
  }

  public static Incoming read(String workspace, String frame) {
    return new Incoming(workspace, Fields.of(frame));
  }

  /** The client's own name for the request. */
  public Optional<String> requestId() {
    return requestId;
  }

  /** Whether it is about a consultation. */
  public boolean isErrand() {
    return Actions.OF_CONSULTATIONS.contains(action);
  }

  /** What it asks for, if it is about no consultation. */
  public Command command() {
    Command command = Commands.read(action, requestId, fields, workspace);
    fields.end();
    return command;
  }

  /** What it wants of a consultation. */
  public Errand errand() {
    Errand errand = Orders.frame(action, fields, workspace);
    fields.end();
    return errand;
  }

  /** The request a frame belongs to, as far as it can be told from a frame that was refused. */
  public static Optional<String> requestId(String frame) {
    try {
      ObjectNode object = Json.object(frame);
      return new Fields(object).optionalText("requestId", 1, REQUEST_ID_CHARACTERS);
    } catch (Refused e) {
      return Optional.empty();
    }
  }
}
