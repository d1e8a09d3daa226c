package dev.parley.local.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Who may do what with some queues: an AWS::SQS::QueuePolicy. */
public record QueuePolicyResource(String id, List<String> queueArns, List<Statement> statements) {
  public QueuePolicyResource {
    queueArns = List.copyOf(queueArns);
    statements = List.copyOf(statements);
  }

  /** What a statement says of those whom it is about. */
  public enum Effect {
    ALLOW,
    DENY
  }

  /**
   * One statement of the policy.
   *
   * @param principals by their kind: AWS, Service, Federated or CanonicalUser; {@code *} alone is
   *     of the kind AWS and means everybody, services too
   * @param actions like {@code sqs:SendMessage}, with wildcards
   * @param resources ARNs, with wildcards
   * @param conditions all of them must hold
   */
  public record Statement(
      Effect effect,
      Map<String, List<String>> principals,
      List<String> actions,
      List<String> resources,
      List<Condition> conditions) {
    public Statement {
      principals = Map.copyOf(principals);
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
      conditions = List.copyOf(conditions);
    }

    private boolean isAbout(String service, String action, String queueArn, String sourceArn) {
      boolean principal =
          principals.getOrDefault("Service", List.of()).contains(service)
              || principals.getOrDefault("AWS", List.of()).contains("*");
      return principal
          && actions.stream().anyMatch(like -> fits(lower(like), lower(action)))
          && resources.stream().anyMatch(like -> fits(like, queueArn))
          && conditions.stream().allMatch(condition -> condition.holds(sourceArn));
    }
  }

  /**
   * A condition, which holds when one of the values fits.
   *
   * @param operator ArnEquals, ArnLike, StringEquals or StringLike
   * @param key aws:SourceArn or aws:SourceAccount, in exactly these letters
   */
  public record Condition(String operator, String key, List<String> values) {
    public Condition {
      values = List.copyOf(values);
    }

    private boolean holds(String sourceArn) {
      String actual = key.equals("aws:SourceArn") ? sourceArn : Aws.ACCOUNT;
      boolean literally = operator.equals("StringEquals");
      return values.stream().anyMatch(it -> literally ? it.equals(actual) : fits(it, actual));
    }
  }

  /**
   * Whether policies let a service do something to a queue.
   *
   * @param service like {@code sns.amazonaws.com}
   * @param action like {@code sqs:SendMessage}
   * @param sourceArn on whose behalf
   */
  public static boolean allow(
      List<QueuePolicyResource> policies,
      String service,
      String action,
      String queueArn,
      String sourceArn) {
    List<Statement> about =
        policies.stream()
            .filter(it -> it.queueArns().contains(queueArn))
            .flatMap(it -> it.statements().stream())
            .filter(it -> it.isAbout(service, action, queueArn, sourceArn))
            .toList();
    return !about.isEmpty() && about.stream().allMatch(it -> it.effect() == Effect.ALLOW);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static boolean fits(String like, String text) {
    String pattern = Pattern.quote(like).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return text.matches(pattern);
  }
}
