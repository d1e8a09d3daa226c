package dev.parley.lambda.provider;

import dev.parley.core.payment.Payments;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** Makes the provider that a configuration names. */
public final class Providers {
  private static final Duration CONNECT = Duration.ofMillis(1_500);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private Providers() {}

  /** A client as providers need it: it gives up connecting while there is time to say so. */
  public static SdkHttpClient http() {
    return ApacheHttpClient.builder()
        .connectionTimeout(CONNECT)
        .connectionAcquisitionTimeout(CONNECT)
        .socketTimeout(PATIENCE)
        .expectContinueEnabled(false)
        .build();
  }

  /**
   * @param kind {@code sandbox}, {@code unitpay}, or {@code none}
   * @param endpoint the root of its API, such as {@code https://unitpay.ru}; unused with none
   * @param key the sandbox's bearer key; at Unitpay {@code project:projectKey:login:accountKey}:
   *     the project's public and secret key, the account's address and secret key
   * @param http such as {@link #http} makes
   */
  public static Payments of(String kind, URI endpoint, String key, SdkHttpClient http) {
    return of(kind, endpoint, key, http, PATIENCE);
  }

  static Payments of(String kind, URI endpoint, String key, SdkHttpClient http, Duration patience) {
    return switch (kind) {
      case "sandbox" -> new SandboxPayments(new Http(http, patience), endpoint, key);
      case "unitpay" ->
          new UnitpayPayments(new Http(http, patience), endpoint, UnitpayAccount.of(key));
      case "none" -> new NoPayments();
      default ->
          throw new IllegalArgumentException("a provider is sandbox, unitpay or none: " + kind);
    };
  }
}
