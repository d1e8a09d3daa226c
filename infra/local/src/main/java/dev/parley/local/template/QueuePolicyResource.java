package dev.parley.local.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Who may do what with some queues: an AWS::SQS::QueuePolicy. */
public record QueuePolicyResource(String id, List<String> queueArns, List<Statement> statements) {
  static final String SOURCE_ARN = "aws:SourceArn";
  static final String SOURCE_ACCOUNT = "aws:SourceAccount";
  static final String SECURE_TRANSPORT = "aws:SecureTransport";

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
   * @param operator ArnEquals, ArnLike, StringEquals, StringLike or Bool
   * @param key aws:SourceArn, aws:SourceAccount or, of Bool, aws:SecureTransport, in exactly these
   *     letters
   */
  public record Condition(String operator, String key, List<String> values) {
    public Condition {
      values = List.copyOf(values);
    }

    private boolean holds(String sourceArn) {
      String actual =
          switch (key) {
            case SOURCE_ARN -> sourceArn;
            case SOURCE_ACCOUNT -> Aws.ACCOUNT;
            // Nothing on this machine is TLS. On AWS one service brings things to another by TLS
            // always, so what is delivered here counts as secure.
            case SECURE_TRANSPORT -> "true";
            default -> throw new IllegalStateException("conditions are not read by " + key);
          };
      boolean literally = operator.equals("StringEquals") || operator.equals("Bool");
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
