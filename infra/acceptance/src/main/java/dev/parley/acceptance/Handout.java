package dev.parley.acceptance;

import dev.parley.local.LocalCloud;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a visitor of the running demo needs: addresses, people with tokens, lines to paste. */
final class Handout {
  private static final List<String> STORY = List.of("vera-orlova", "lev-sokolov");
  private static final String TICKET_OF_ANSWER = "s/.*\"ticket\":\"([^\"]+)\".*/\\1/";
  private static final String SOCKET_CLIENT =
      "const s=new WebSocket(process.argv[1]);"
          + "s.onmessage=e=>console.log(e.data);"
          + "s.onerror=e=>console.error(e.message||\"not opened\");"
          + "s.onclose=e=>{console.error(\"closed\",e.code);process.exit()};"
          + "s.onopen=()=>{console.error(\"open\");"
          + "require(\"readline\").createInterface({input:process.stdin})"
          + ".on(\"line\",l=>s.send(l)).on(\"close\",()=>s.close())}";

  private final Map<String, String> outputs;
  private final URI page;
  private final URI provider;
  private final List<Preset> presets;
  private final Issuer issuer;

  Handout(LocalCloud cloud, URI provider, List<Preset> presets, Issuer issuer) {
    this.outputs = cloud.outputs();
    this.page = cloud.servicesEndpoint();
    this.provider = provider;
    this.presets = presets;
    this.issuer = issuer;
  }

  /** Prints it all, with the frame that watches the story's conversation if it was opened. */
  void print(PrintStream out, Optional<String> conversation) {
    out.println("\nPeople (every workspace is described in infra/workspaces):");
    for (Preset preset : presets) {
      out.println("\n  " + preset.id() + " (" + preset.json().path("name").asText() + ")");
      for (Preset.Person person : preset.people()) {
        out.printf("    %-18s %-18s %s%n", person.id(), person.name(), person.roles());
      }
    }
    out.println("\nAddresses:");
    out.println("  REST    " + outputs.get("HttpUrl") + "   (infra/api/openapi.yaml)");
    out.println("  socket  " + outputs.get("SocketUrl") + "   (infra/api/asyncapi.yaml)");
    out.println("  issuer  " + outputs.get("Issuer"));
    out.println(
        "  page    " + page + "   (what runs, what waits, the clock; addresses for the AWS CLI)");
    out.println(
        "  provider  " + provider + "   (takes payments and pays out: a sandbox, infra/provider)");
    out.println("\nVera's conversations, with curl (any person's id will do):\n");
    out.println(conversations("vera-orlova"));
    out.println("\nVera's sockets, with Node 20.10 or later (type frames, one a line):\n");
    out.println(
        "node --experimental-websocket -e '" + SOCKET_CLIENT + "' " + socket("vera-orlova"));
    out.println("\nLev's, with wscat:\n\nnpx -y wscat -c " + socket("lev-sokolov"));
    money(out);
    conversation.ifPresent(id -> frames(out, id));
    for (String person : STORY) {
      out.println("\nAn access token of " + person + ", for an hour:\n");
      out.println(issuer.accessToken(person));
    }
    out.println();
  }

  private void money(PrintStream out) {
    out.println(
        "\nVera pays 1,500.00 roubles in: this prints a page, to be opened in a browser:\n");
    out.println(
        "curl -s %s -H \"Idempotency-Key: by-hand-$RANDOM\" -d '%s' %s/top-ups"
            .formatted(
                headers("vera-orlova"),
                "{\"amount\":{\"amount\":150000,\"currency\":\"RUB\"}}",
                outputs.get("HttpUrl")));
    out.println("\nWhat she has then:\n");
    out.println("curl -s %s %s/wallet".formatted(headers("vera-orlova"), outputs.get("HttpUrl")));
    out.println(
        """

        The provider tells legal-portal at once. Other workspaces ask it, two minutes after the page was \
        opened (move the clock); the provider knows one address to tell.\
        """);
  }

  private static void frames(PrintStream out, String conversation) {
    out.println(
        """

        Frames to begin with:

        {"action":"watch","conversationId":"%1$s","after":0}
        {"action":"send","conversationId":"%1$s","after":1,"clientMessageId":"1.%2$s","text":"Hello"}\
        """
            .formatted(conversation, "k3a9x2b7"));
  }

  private String conversations(String person) {
    return "curl -s %s %s/conversations".formatted(headers(person), outputs.get("HttpUrl"));
  }

  // Every line gets its own token and ticket: it works for as long as the demo runs.
  private String socket(String person) {
    return "\"%s?ticket=$(curl -s -X POST %s %s/socket-tickets | sed -E '%s')\""
        .formatted(
            outputs.get("SocketUrl"), headers(person), outputs.get("HttpUrl"), TICKET_OF_ANSWER);
  }

  private String headers(String person) {
    return "-H \"Authorization: Bearer $("
        + tokenLine(person)
        + ")\" -H 'Parley-Workspace: legal-portal'";
  }

  private String tokenLine(String person) {
    return "curl -s -H 'Accept: text/plain' -d '{\"sub\":\"%s\"}' %s/token"
        .formatted(person, issuer.address());
  }
}
