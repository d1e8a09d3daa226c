package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.failure.Refused;
import java.time.LocalDate;

/** Which night is to begin. */
public sealed interface NightCall {
  /** That of the day before, in every workspace: a schedule calls. */
  record Nightly() implements NightCall {}

  /** One that somebody names. */
  record ByHand(String workspace, LocalDate date) implements NightCall {}

  /** Reads what a schedule calls with, or {@code {"workspace": "…", "date": "2026-03-02"}}. */
  static NightCall read(String event) {
    ObjectNode json = Json.trusted(event);
    if (json.path("source").asText().equals("aws.scheduler")) {
      return new Nightly();
    }
    Fields fields = Fields.of(event);
    ByHand read = new ByHand(fields.text("workspace", Ids.SHORT), Dates.read(fields, "date"));
    fields.end();
    return read;
  }

  /** The day that the path of a call names; what is none has no report. */
  static LocalDate date(Call call) {
    return Dates.of(call.named("date", Dates.FORM)).orElseThrow(Refused::notFound);
  }

  /** {@code {"slices": 17}}: how many are on their way; with none the night is closed. */
  static String begun(int slices) {
    return Json.text(Json.object().put("slices", slices));
  }
}
