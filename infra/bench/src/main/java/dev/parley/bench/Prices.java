package dev.parley.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Published unit prices; prices.yaml says from where and when. */
record Prices(Map<Unit, Double> perMillion) {
  /** What AWS bills. */
  enum Unit {
    DYNAMODB_WRITE,
    DYNAMODB_READ,
    STREAM_READ_BY_LAMBDA,
    LAMBDA_REQUEST,
    LAMBDA_GB_SECOND_ARM64,
    SOCKET_MESSAGE,
    SOCKET_MINUTE,
    SQS_REQUEST,
    SCHEDULER_INVOCATION,
    STATE_TRANSITION;

    private String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Reads them; throws {@link IllegalStateException} when one is missing or has no source. */
  static Prices read() {
    try (InputStream file = Prices.class.getResourceAsStream("prices.yaml")) {
      Map<?, ?> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      Map<Unit, Double> prices = new EnumMap<>(Unit.class);
      for (Unit unit : Unit.values()) {
        if (yaml.get(unit.key()) instanceof Map<?, ?> price
            && price.get("usd-per-million") instanceof Number amount
            && price.get("page") instanceof String
            && price.get("read-in") instanceof String) {
          prices.put(unit, amount.doubleValue());
        } else {
          throw new IllegalStateException("prices.yaml lacks " + unit.key() + " or its source");
        }
      }
      return new Prices(prices);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In dollars. */
  double of(Unit unit, double amount) {
    return perMillion.get(unit) * amount / 1e6;
  }
}
