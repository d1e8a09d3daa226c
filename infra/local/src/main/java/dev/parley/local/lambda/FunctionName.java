package dev.parley.local.lambda;

import dev.parley.local.function.FunctionDefinition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How callers name a function: by name, by ARN or by a part of it, each with a qualifier or not.
 */
record FunctionName(
    Optional<String> region, Optional<String> account, String name, String qualifier) {
  static final String LATEST = "$LATEST";
  private static final String UNQUALIFIED = "";
  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:aws[a-zA-Z-]*:lambda:(?<region>[a-z0-9-]+):)?(?:(?<account>\\d{12}):)?"
              + "(?:function:)?(?<name>[a-zA-Z0-9-_]+)(?::(?<qualifier>\\$LATEST|[a-zA-Z0-9-_]+))?");

  /** Throws {@link LambdaException} when no function can be named like this. */
  static FunctionName read(String text, Optional<String> qualifier) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new LambdaException(
          400,
          "ValidationException",
          "1 validation error detected: Value '%s' at 'functionName' failed to satisfy constraint:"
                  .formatted(text)
              + " Member must satisfy regular expression pattern: "
              + FORM.pattern());
    }
    Optional<String> derived = Optional.ofNullable(parts.group("qualifier"));
    if (derived.isPresent() && qualifier.isPresent() && !derived.equals(qualifier)) {
      throw new LambdaException(
          400,
          "InvalidParameterValueException",
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    return new FunctionName(
        Optional.ofNullable(parts.group("region")),
        Optional.ofNullable(parts.group("account")),
        parts.group("name"),
        derived.or(() -> qualifier).orElse(UNQUALIFIED));
  }

  /** Whether it names this function, in a version or an alias that there is. */
  boolean means(FunctionDefinition function) {
    String[] arn = function.arn().split(":");
    return function.name().equals(name)
        && region.stream().allMatch(it -> it.equals(arn[3]))
        && account.stream().allMatch(it -> it.equals(arn[4]))
        && (qualifier.equals(UNQUALIFIED)
            || qualifier.equals(LATEST)
            || qualifier.equals(version(function))
            || alias(function).filter(qualifier::equals).isPresent());
  }

  LambdaException notFound(List<FunctionDefinition> among) {
    String[] example =
        among.isEmpty()
            ? "arn:aws:lambda:us-east-1:000000000000".split(":")
            : among.getFirst().arn().split(":");
    String arn =
        String.join(
            ":",
            "arn:aws:lambda",
            region.orElse(example[3]),
            account.orElse(example[4]),
            "function",
            name);
    return new LambdaException(
        404,
        "ResourceNotFoundException",
        "Function not found: " + arn + (qualifier.equals(UNQUALIFIED) ? "" : ":" + qualifier));
  }

  /** The version that AWS would run by this name. */
  String executed(FunctionDefinition function) {
    return qualifier.equals(UNQUALIFIED) || qualifier.equals(LATEST) ? LATEST : version(function);
  }

  static String version(FunctionDefinition function) {
    return function.environment().getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", LATEST);
  }

  private static Optional<String> alias(FunctionDefinition function) {
    String[] arn = function.arn().split(":");
    return arn.length > 7 ? Optional.of(arn[7]) : Optional.empty();
  }

  static String unqualifiedArn(FunctionDefinition function) {
    return alias(function)
        .map(it -> function.arn().substring(0, function.arn().length() - it.length() - 1))
        .orElse(function.arn());
  }

  static String qualifiedArn(FunctionDefinition function) {
    return alias(function).isPresent() ? function.arn() : function.arn() + ":" + LATEST;
  }
}
