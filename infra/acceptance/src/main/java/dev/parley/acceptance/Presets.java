package dev.parley.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.LocalCloud;
import dev.parley.local.function.Answer;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The workspaces that come with Parley, and how they get into its directory. */
public final class Presets {
  private Presets() {}

  /** Reads all of infra/workspaces under the repository's root, by name. */
  public static List<Preset> in(Path root) {
    try (Stream<Path> files = Files.list(root.resolve("infra/workspaces"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(Presets::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a workspace into the directory, as an administrator does by invoking Provision. */
  public static void provision(LocalCloud cloud, Preset preset) {
    byte[] event = preset.json().toString().getBytes(StandardCharsets.UTF_8);
    Answer answer = cloud.invoke("Provision", event);
    switch (answer) {
      case Answer.Returned returned -> {
        String text = new String(returned.json(), StandardCharsets.UTF_8);
        if (!Json.read(text).path("workspace").asText().equals(preset.id())) {
          throw new IllegalStateException(preset.id() + " was not provisioned: " + text);
        }
      }
      case Answer.Failed failed ->
          throw new IllegalStateException(
              preset.id() + " was not provisioned: " + failed.errorMessage());
      case Answer.TimedOut late ->
          throw new IllegalStateException(
              preset.id() + " was not provisioned within " + late.after());
    }
  }

  private static Preset read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      if (Json.tree(yaml) instanceof ObjectNode json && json.has("id")) {
        return new Preset(json);
      }
      throw new IllegalStateException(file.getFileName() + " does not describe a workspace");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
