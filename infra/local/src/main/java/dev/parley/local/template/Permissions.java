package dev.parley.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The AWS::Lambda::Permission resources, without which nothing calls a function. */
final class Permissions {
  private final List<Permission> permissions = new ArrayList<>();

  Permissions(ResourceReading reading) {
    reading.of(Declaration.PERMISSION).forEach(it -> read(reading.properties(it)));
  }

  private record Permission(String function, String principal, Optional<String> source) {
    boolean isAbout(String functionArn) {
      return function.equals(functionArn) || functionArn.endsWith(":function:" + function);
    }
  }

  private void read(Fields fields) {
    fields.nothing(
        "of the calls from outside only those of topics and gateways are asked for",
        "Action",
        "SourceAccount",
        "PrincipalOrgID");
    if (!fields.has("Action")) {
      fields.missing("Action");
    }
    permissions.add(
        new Permission(
            fields.requiredText("FunctionName"),
            fields.requiredText("Principal"),
            fields.text("SourceArn")));
    fields.done();
  }

  /** Whether the service may invoke what has this ARN, on behalf of its source. */
  boolean allow(String service, String functionArn, String sourceArn) {
    return permissions.stream()
        .filter(it -> it.principal().equals(service))
        .filter(it -> it.source().isEmpty() || it.source().get().equals(sourceArn))
        .anyMatch(it -> it.isAbout(functionArn));
  }

  /** Whether the service may invoke what has this ARN, on behalf of anything. */
  boolean allow(String service, String functionArn) {
    return permissions.stream()
        .anyMatch(it -> it.principal().equals(service) && it.isAbout(functionArn));
  }
}
