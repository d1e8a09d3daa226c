package dev.parley.local.topic;

/** A request that SNS refuses, with its code and status. */
final class SnsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  SnsException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static SnsException invalid(String what) {
    return new SnsException(400, "InvalidParameter", "Invalid parameter: " + what);
  }

  static SnsException invalidValue(String message) {
    return new SnsException(400, "ParameterValueInvalid", message);
  }

  static SnsException notFound(String what) {
    return new SnsException(404, "NotFound", what + " does not exist");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
