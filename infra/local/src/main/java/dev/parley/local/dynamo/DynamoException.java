package dev.parley.local.dynamo;

/** DynamoDB Local cannot be started, or a table cannot be made as the template says. */
public final class DynamoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DynamoException(String message) {
    super(message);
  }

  public DynamoException(String message, Throwable cause) {
    super(message, cause);
  }
}
