package dev.parley.lambda.provider;

/**
 * What the installation is known by at Unitpay.
 *
 * @param project the public key of its project, a part of the page's address
 * @param projectKey signs pages and notifications, and asks for payments and refunds
 * @param login the address of the account that pays out
 * @param accountKey pays out
 */
record UnitpayAccount(String project, String projectKey, String login, String accountKey) {
  private static final int PARTS = 4;

  /**
   * @param text {@code project:projectKey:login:accountKey}
   */
  static UnitpayAccount of(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException(
          "Unitpay's key is written project:projectKey:login:accountKey");
    }
    for (String part : parts) {
      if (part.isBlank()) {
        throw new IllegalArgumentException("a part of Unitpay's key is empty");
      }
    }
    return new UnitpayAccount(parts[0], parts[1], parts[2], parts[3]);
  }

  /** No key. */
  @Override
  public String toString() {
    return "UnitpayAccount[project=" + project + "]";
  }
}
