package dev.parley.local.template;

import java.util.List;
import java.util.Map;

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
  }
}
