package dev.parley.acceptance;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a visitor of the running demo needs: addresses, people with tokens, lines to paste. */
final class Handout {
  private static final String SOCKET_CLIENT =
      "const s=new WebSocket(process.argv[1]);"
          + "s.onopen=()=>console.error(\"open\");"
          + "s.onmessage=e=>console.log(e.data);"
          + "s.onclose=e=>{console.error(\"closed\",e.code);process.exit()};"
          + "require(\"readline\").createInterface({input:process.stdin})"
          + ".on(\"line\",l=>s.send(l)).on(\"close\",()=>s.close())";

  private final Map<String, String> outputs;
  private final List<Preset> presets;
  private final Issuer issuer;

  Handout(Map<String, String> outputs, List<Preset> presets, Issuer issuer) {
    this.outputs = outputs;
    this.presets = presets;
    this.issuer = issuer;
  }

  /** Prints it all, with the frame that watches the story's conversation if it was opened. */
  void print(PrintStream out, Optional<String> conversation) {
    out.println("\nPeople, with access tokens for an hour:");
    for (Preset preset : presets) {
      out.println("\n" + preset.id() + " (" + preset.json().path("name").asText() + ")");
      for (Preset.Person person : preset.people()) {
        out.printf("  %-18s %-18s %s%n", person.id(), person.name(), person.roles());
        out.println("    " + issuer.accessToken(person.id()));
      }
    }
    out.println("\nAddresses:");
    out.println("  REST    " + outputs.get("HttpUrl") + "   (infra/api/openapi.yaml)");
    out.println("  socket  " + outputs.get("SocketUrl") + "   (infra/api/asyncapi.yaml)");
    out.println("  issuer  " + outputs.get("Issuer"));
    out.println("\nVera's conversations, with curl:\n");
    out.println(conversations("vera-orlova"));
    out.println("\nVera's socket, with Node 20.10 or later (type frames, one a line):\n");
    out.println(
        "node --experimental-websocket -e '" + SOCKET_CLIENT + "' " + socket("vera-orlova"));
    out.println("\nThe same with wscat:\n");
    out.println("npx -y wscat -c " + socket("vera-orlova"));
    out.println("\nFrames to begin with (infra/api/asyncapi.yaml has them all):\n");
    out.println("{\"action\":\"ping\",\"requestId\":\"1\"}");
    conversation.ifPresent(
        id -> out.println("{\"action\":\"watch\",\"conversationId\":\"" + id + "\",\"after\":0}"));
    out.println();
  }

  private String conversations(String person) {
    return "curl -s " + headers(person) + " " + outputs.get("HttpUrl") + "/conversations";
  }

  // Every line gets its own token and ticket: it works for as long as the demo runs.
  private String socket(String person) {
    return "\"%s?ticket=$(curl -s -X POST %s %s/socket-tickets%s)\""
        .formatted(
            outputs.get("SocketUrl"), headers(person), outputs.get("HttpUrl"), member("ticket"));
  }

  private String headers(String person) {
    String token =
        "$(curl -s -H 'Content-Type: application/json' -d '{\"sub\":\"%s\"}' %s/token%s)"
            .formatted(person, issuer.address(), member("access_token"));
    return "-H \"Authorization: Bearer " + token + "\" -H 'Parley-Workspace: legal-portal'";
  }

  private static String member(String name) {
    return " | sed -E 's/.*\"" + name + "\" *: *\"([^\"]+)\".*/\\1/'";
  }
}
