package dev.parley.local.mail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.local.endpoint.Reply;

/** One of SES's errors. */
final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  Rejection(int status, String type, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
  }

  static Rejection badRequest(String message) {
    return new Rejection(400, "BadRequestException", message);
  }

  Reply reply() {
    String body = JsonNodeFactory.instance.objectNode().put("message", getMessage()).toString();
    return Reply.json(status, body).with("x-amzn-ErrorType", type);
  }
}
