package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A template written in a test. */
record TemplateText(String yaml) {
  static final String FUNCTION =
      """
        Greet:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java25
            Handler: sample.Greet
            CodeUri: sample.jar
            AutoPublishAlias: live
      """;

  /** Resources are given as they stand under {@code Resources:}, indented by two. */
  static TemplateText resources(String resources) {
    return new TemplateText("Resources:\n" + resources);
  }

  Stack resolve() {
    return resolve(Map.of());
  }

  Stack resolve(Map<String, String> parameters) {
    return resolve(parameters, Addresses.none());
  }

  Stack resolve(Map<String, String> parameters, Addresses addresses) {
    try {
      Path folder = Files.createTempDirectory("template");
      Path file = folder.resolve("template.yaml");
      try {
        Files.writeString(file, yaml);
        return Template.read(file).resolve(parameters, addresses);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> findings() {
    return findings(Map.of());
  }

  List<String> findings(Map<String, String> parameters) {
    TemplateException thrown =
        catchThrowableOfType(TemplateException.class, () -> resolve(parameters));
    assertThat(thrown).as("the template is refused").isNotNull();
    return thrown.findings();
  }

  /** The value of the output {@code V}, whose value is written here. */
  static String valueOf(String before, String value) {
    return new TemplateText(before + "\nOutputs:\n  V:\n    Value: " + value)
        .resolve()
        .outputs()
        .get("V");
  }
}
