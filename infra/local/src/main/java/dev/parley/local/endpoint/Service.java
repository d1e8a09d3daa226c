package dev.parley.local.endpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.local.signature.CallerCheck;

/** Answers the calls of one AWS service, on as many threads as there are calls. */
@FunctionalInterface
public interface Service {
  /** What it throws is answered with 500 and logged. */
  Reply answer(Call call) throws Exception;

  /** What is answered to a call that is not signed as it must be: JSON, as most services speak. */
  default Reply refused(CallerCheck.Refusal refusal) {
    String body =
        JsonNodeFactory.instance.objectNode().put("message", refusal.message()).toString();
    return Reply.json(403, body).with("x-amzn-ErrorType", refusal.reason().exception());
  }
}
