package dev.parley.local.template;

import java.util.List;

/** Everything in a template that the local cloud cannot run, said at once. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> findings;

  public TemplateException(List<String> findings) {
    super(String.join(System.lineSeparator(), findings));
    this.findings = List.copyOf(findings);
  }

  /** One line each, in the order of the template's reading, beginning with the file's name. */
  public List<String> findings() {
    return findings;
  }
}
