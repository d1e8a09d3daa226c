package dev.parley.local.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads AWS::SQS::QueuePolicy, and tells what the policies allow. */
final class QueuePolicies {
  private static final List<String> SOURCES =
      List.of(QueuePolicyResource.SOURCE_ARN, QueuePolicyResource.SOURCE_ACCOUNT);
  private static final Map<String, List<String>> KEYS_BY_OPERATOR =
      Map.of(
          "ArnEquals", SOURCES,
          "ArnLike", SOURCES,
          "StringEquals", SOURCES,
          "StringLike", SOURCES,
          "Bool", List.of(QueuePolicyResource.SECURE_TRANSPORT));
  private static final List<String> PRINCIPALS =
      List.of("AWS", "Service", "Federated", "CanonicalUser");

  private final ResourceReading reading;
  private final List<QueuePolicyResource> policies = new ArrayList<>();

  QueuePolicies(ResourceReading reading) {
    this.reading = reading;
  }

  QueuePolicyResource read(Declaration resource) {
    Fields fields = reading.properties(resource);
    List<String> queues = new ArrayList<>();
    for (String url : fields.texts("Queues")) {
      queueAt(url)
          .ifPresentOrElse(
              queues::add,
              () -> fields.wrong("Queues", "have " + url + ", not the URL of a queue here"));
    }
    if (!fields.has("Queues")) {
      fields.missing("Queues");
    }
    List<QueuePolicyResource.Statement> statements = new ArrayList<>();
    fields
        .document("PolicyDocument")
        .ifPresentOrElse(it -> read(it, statements), () -> fields.missing("PolicyDocument"));
    fields.done();
    if (policies.stream().anyMatch(it -> !Collections.disjoint(it.queueArns(), queues))) {
      fields.warn("Queues", "have one that has another policy, and SQS keeps only the last");
    }
    QueuePolicyResource policy = new QueuePolicyResource(resource.id(), queues, statements);
    policies.add(policy);
    return policy;
  }

  private Optional<String> queueAt(String url) {
    return reading.of(Declaration.QUEUE).stream()
        .filter(it -> reading.localRef(it).equals(url))
        .map(it -> reading.attribute(it, "Arn"))
        .findFirst();
  }

  private void read(Fields document, List<QueuePolicyResource.Statement> into) {
    document.word("Version", "2012-10-17", "2008-10-17");
    document.nothing("it is for people", "Id");
    if (!document.has("Statement")) {
      document.missing("Statement");
    }
    for (Fields it : document.oneOrMoreMaps("Statement")) {
      into.add(statement(it));
    }
    document.done();
  }

  private static QueuePolicyResource.Statement statement(Fields written) {
    written.nothing("it is for people", "Sid");
    for (String required : List.of("Effect", "Principal", "Action", "Resource")) {
      if (!written.has(required)) {
        written.missing(required);
      }
    }
    boolean allows = written.word("Effect", "Allow", "Deny").filter("Allow"::equals).isPresent();
    var statement =
        new QueuePolicyResource.Statement(
            allows ? QueuePolicyResource.Effect.ALLOW : QueuePolicyResource.Effect.DENY,
            principals(written),
            written.oneOrMore("Action"),
            written.oneOrMore("Resource"),
            written.fields("Condition").map(QueuePolicies::conditions).orElse(List.of()));
    written.done();
    return statement;
  }

  private static Map<String, List<String>> principals(Fields statement) {
    if (statement.value("Principal") instanceof Value.Text one) {
      if (!one.text().equals("*")) {
        statement.wrong("Principal", "is '" + one.text() + "', neither * nor a map");
      }
      return Map.of("AWS", List.of(one.text()));
    }
    Map<String, List<String>> principals = new LinkedHashMap<>();
    statement
        .fields("Principal")
        .ifPresent(
            kinds -> {
              PRINCIPALS.stream()
                  .filter(kinds::has)
                  .forEach(it -> principals.put(it, kinds.oneOrMore(it)));
              kinds.done();
            });
    return principals;
  }

  private static List<QueuePolicyResource.Condition> conditions(Fields written) {
    List<QueuePolicyResource.Condition> conditions = new ArrayList<>();
    for (String operator : written.names()) {
      List<String> known = KEYS_BY_OPERATOR.get(operator);
      if (known == null) {
        continue;
      }
      Fields keys = written.fields(operator).orElseThrow();
      for (String name : keys.names()) {
        // AWS does not look at the case of a condition's key.
        known.stream()
            .filter(name::equalsIgnoreCase)
            .findFirst()
            .ifPresent(key -> conditions.add(condition(operator, key, name, keys)));
      }
      keys.done();
    }
    written.done();
    return conditions;
  }

  private static QueuePolicyResource.Condition condition(
      String operator, String key, String written, Fields keys) {
    List<String> values = keys.oneOrMore(written);
    if (operator.equals("Bool") && !List.of("true", "false").containsAll(values)) {
      keys.wrong(written, "is " + values + ", not true or false");
    }
    return new QueuePolicyResource.Condition(operator, key, values);
  }

  /** Whether a service may do this to the queue on behalf of what has this ARN. */
  boolean allow(String service, String action, String queueArn, String sourceArn) {
    return QueuePolicyResource.allow(policies, service, action, queueArn, sourceArn);
  }
}
