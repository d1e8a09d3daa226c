package dev.parley.lambda.bootstrap;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the environment of a function must say, read at once and refused when a key is missing. */
final class Configuration {
  /** Every key that template.yaml sets. */
  enum Key {
    CONVERSATIONS_TABLE,
    CONSULTATIONS_TABLE,
    LEDGER_TABLE,
    PAYMENTS_TABLE,
    INBOX_TABLE,
    CONNECTIONS_TABLE,
    DIRECTORY_TABLE,
    TOKENS_TABLE,
    FILES_BUCKET,
    /** Where timers of consultations go. */
    TIMERS_QUEUE,
    /** Where timers go by which money is released. */
    PAYOUTS_QUEUE,
    /** Where payments go that are to be gone on with. */
    PAYMENT_STEPS_QUEUE,
    /** Where jobs of gathering evidence go. */
    EVIDENCE_QUEUE,
    /** What nights have found. */
    NIGHTS_TABLE,
    /** Where slices of nights go. */
    FINANCE_QUEUE,
    /** Where files for accountants are. */
    REPORTS_BUCKET,
    /** Where clients open their socket. */
    SOCKET_URL,
    /** Where frames are posted to sockets. */
    SOCKET_ENDPOINT,
    /** Set by Lambda itself. */
    AWS_REGION
  }

  /** What is set only for functions that speak with the provider of payments. */
  enum Choice {
    /** {@code none}, {@code sandbox} or {@code unitpay}. */
    PAYMENT_PROVIDER,
    /** The root of its API. */
    PAYMENT_ENDPOINT,
    /** What the provider knows us by. */
    PAYMENT_KEY,
    /** What it signs its calls with; several, parted by commas, while one takes another's place. */
    PAYMENT_WEBHOOK_KEYS
  }

  private final Map<String, String> environment;

  Configuration(Map<String, String> environment) {
    List<String> missing =
        Arrays.stream(Key.values())
            .map(Key::name)
            .filter(key -> environment.getOrDefault(key, "").isBlank())
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("the environment lacks " + missing);
    }
    this.environment = Map.copyOf(environment);
  }

  String get(Key key) {
    return environment.get(key.name());
  }

  /** Empty where it is not set. */
  String get(Choice choice) {
    return environment.getOrDefault(choice.name(), "").strip();
  }

  /** The SDK's own variable for another endpoint of a service; absent on AWS. */
  Optional<URI> endpoint(String service) {
    return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service)).map(URI::create);
  }
}
