package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The story as it is printed: who wrote what, what happened between, and whether it held. */
final class Transcript {
  private final PrintStream out;
  private final Map<String, String> names;
  private final List<String> failures = new ArrayList<>();

  Transcript(PrintStream out, Map<String, String> names) {
    this.out = out;
    this.names = names;
  }

  void happened(String what) {
    out.println("      · " + what);
  }

  void entry(JsonNode entry) {
    String author = entry.path("author").asText();
    String time = entry.path("at").asText().replaceAll("^.*T|Z$", "");
    String text = entry.path("text").asText("(" + entry.path("kind").asText() + ")");
    out.printf(
        "%5d  %-12s  %-12s %s%n",
        entry.path("seq").asLong(), time, names.getOrDefault(author, author), text);
  }

  void check(boolean held, String what) {
    out.println("    " + (held ? "ok" : "FAILED") + ": " + what);
    if (!held) {
      failures.add(what);
    }
  }

  List<String> failures() {
    return List.copyOf(failures);
  }
}
