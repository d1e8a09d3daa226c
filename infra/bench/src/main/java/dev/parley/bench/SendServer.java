package dev.parley.bench;

import dev.parley.bench.floor.FloorJar;
import dev.parley.local.LocalCloud;
import dev.parley.local.function.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Parley on a local cloud, and the bare function on another one, in one process: what disturbs the
 * one disturbs the other. It prints Parley's REST address, its issuer and the bare function's
 * socket, and ends with its input.
 */
public final class SendServer {
  private SendServer() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the repository, a folder for the bare function, and how many clients and
   *     lawyers there are
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    Path floor = floor(root, Path.of(arguments[1]));
    try (LocalCloud parley = LocalCloud.of(root.resolve("template.yaml")).start();
        LocalCloud bare = LocalCloud.of(floor).start()) {
      String preset = Parley.preset(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
      Answer answer = parley.invoke("Provision", preset.getBytes(StandardCharsets.UTF_8));
      if (!(answer instanceof Answer.Returned)) {
        throw new IllegalStateException("the workspace was not provisioned: " + answer);
      }
      Map<String, String> outputs = parley.outputs();
      System.out.printf(
          "%s %s %s%n",
          outputs.get("HttpUrl"), outputs.get("Issuer"), bare.outputs().get("SocketUrl"));
      while (System.in.read() >= 0) {
        // Nothing is asked of it.
      }
    }
  }

  private static Path floor(Path root, Path folder) throws IOException {
    FloorJar.write(root.resolve("functions/lambda/target/parley.jar"), folder.resolve("floor.jar"));
    Path template = folder.resolve("floor.yaml");
    try (InputStream text = SendServer.class.getResourceAsStream("floor.yaml")) {
      Files.write(template, text.readAllBytes());
    }
    return template;
  }
}
