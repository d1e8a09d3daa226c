package dev.parley.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A SAM template as a file on this machine. */
public final class Template {
  private final Path file;
  private final Node.Mapping root;

  private Template(Path file, Node.Mapping root) {
    this.file = file;
    this.root = root;
  }

  /** Reads the file; throws {@link TemplateException} when it is not there or no YAML. */
  public static Template read(Path file) {
    Findings findings = new Findings(name(file));
    try {
      String text = Files.readString(file);
      Node.Mapping root = NodeReader.read(text, findings);
      findings.throwIfAny();
      return new Template(file, root);
    } catch (IOException e) {
      throw new TemplateException(List.of(file + " cannot be read: " + e));
    }
  }

  /** What needs an address before the template can be resolved. Says nothing of its mistakes. */
  public Addressed addressed(Map<String, String> parameters) {
    return resolution(parameters, Addresses.none(), new Findings(name(file))).addressed();
  }

  /**
   * Resolves the whole template; throws {@link TemplateException} with all that is wrong in it.
   *
   * @param parameters values for the template's parameters; defaults stand in for the rest
   */
  public Stack resolve(Map<String, String> parameters, Addresses addresses) {
    Findings findings = new Findings(name(file));
    Stack stack = resolution(parameters, addresses, findings).stack();
    findings.throwIfAny();
    return stack;
  }

  private Resolution resolution(
      Map<String, String> parameters, Addresses addresses, Findings findings) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return new Resolution(root, folder, parameters, addresses, findings);
  }

  private static String name(Path file) {
    return file.getFileName() == null ? file.toString() : file.getFileName().toString();
  }

  /**
   * Ids of the APIs and pools, and names of the queues, that the template creates, in its order.
   */
  public record Addressed(
      List<String> socketApis, List<String> httpApis, List<String> pools, List<String> queues) {}
}
