package dev.parley.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the demo is started with, from the system properties {@code parley.*}.
 *
 * @param root the repository
 * @param data where conversations are kept from one start to the next; nowhere when empty
 * @param origin of pages that may open a socket, beside those of the workspaces
 * @param port the first of the ports to listen on; 0 takes free ones
 * @param once ends after the story instead of serving
 * @param isolate runs every function in processes of its own
 */
record DemoSettings(
    Path root,
    Optional<Path> data,
    Optional<String> origin,
    int port,
    boolean once,
    boolean isolate) {
  private static final int LAST_FIRST_PORT = 65_529;

  /** The local cloud takes as many for itself. */
  private static final int PORTS_OF_THE_CLOUD = 6;

  static DemoSettings ofSystemProperties() {
    Path root = Path.of(System.getProperty("parley.root", ".")).toAbsolutePath().normalize();
    if (!Files.exists(root.resolve("template.yaml"))) {
      throw new IllegalArgumentException("-Dparley.root: there is no template.yaml in " + root);
    }
    String data = System.getProperty("parley.data", "");
    return new DemoSettings(
        root,
        data.isBlank() ? Optional.empty() : Optional.of(root.resolve(data)),
        origin(System.getProperty("parley.origin", "")),
        port(System.getProperty("parley.port", "0")),
        choice("parley.once"),
        choice("parley.isolate"));
  }

  /** The provider's, behind those of the cloud; 0 for a free one. */
  int providerPort() {
    return port == 0 ? 0 : port + PORTS_OF_THE_CLOUD;
  }

  Path template() {
    return root.resolve("template.yaml");
  }

  private static Optional<String> origin(String text) {
    if (text.isBlank() || text.matches("https?://[a-z0-9.-]+(:[0-9]{1,5})?")) {
      return Optional.of(text).filter(some -> !some.isBlank());
    }
    throw new IllegalArgumentException(
        "-Dparley.origin=" + text + ": an origin like http://localhost:3000 is needed");
  }

  private static int port(String text) {
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= LAST_FIRST_PORT) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(
        "-Dparley.port=" + text + ": a number from 0 to " + LAST_FIRST_PORT + " is needed");
  }

  private static boolean choice(String property) {
    String text = System.getProperty(property, "false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException("-D" + property + "=" + text + ": true or false");
    };
  }
}
