package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.finance.Night;
import dev.parley.core.finance.Slice;

/** Slices of nights as messages. */
public final class SliceMessages {
  private static final int MOST = 1_000_000;
  private static final int WORD_CHARACTERS = 16;

  private SliceMessages() {}

  /** A slice, and of which night. */
  public record Work(Night night, Slice slice) {}

  /** Reads a message; one that is none of ours is refused. */
  public static Work work(QueueMessage message) {
    Fields fields = message.fields();
    Night night = Night.of(fields.text("workspace", Ids.SHORT), Dates.read(fields, "date"));
    Slice slice =
        switch (fields.text("slice", 1, WORD_CHARACTERS)) {
          case "people" ->
              new Slice.People(
                  (int) fields.number("number", 0, MOST),
                  fields.optionalText("after", Ids.PERSON),
                  fields.optionalText("until", Ids.PERSON));
          case "loose" -> new Slice.Loose((int) fields.number("shard", 0, MOST));
          case "reserve" -> new Slice.Reserve();
          default -> throw Fields.invalid("slice", "people, loose or reserve");
        };
    fields.end();
    return new Work(night, slice);
  }

  /**
   * {@code
   * {"v":1,"workspace":"…","date":"2026-03-02","slice":"people","number":1,"after":"…","until":"…"}};
   * or {@code "slice":"loose","shard":7}, or {@code "slice":"reserve"}.
   */
  public static String text(Night night, Slice slice) {
    ObjectNode json = QueueMessage.of(night.workspace()).put("date", night.date().toString());
    switch (slice) {
      case Slice.People people -> {
        json.put("slice", "people").put("number", people.number());
        people.after().ifPresent(person -> json.put("after", person));
        people.until().ifPresent(person -> json.put("until", person));
      }
      case Slice.Loose loose -> json.put("slice", "loose").put("shard", loose.shard());
      case Slice.Reserve _ -> json.put("slice", "reserve");
    }
    return Json.text(json);
  }
}
