package dev.parley.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads Auth of AWS::Serverless::HttpApi: authorizers of tokens, and those that are functions. */
final class HttpAuthorizers {
  private static final int AUTHORIZERS = 10;
  private static final int LONGEST_KEPT = 3_600;

  private static final String ALL = "Authorizers";
  private static final String DEFAULT = "DefaultAuthorizer";
  private static final String JWT = "JwtConfiguration";
  private static final String FUNCTION = "FunctionArn";
  private static final String ROLE = "FunctionInvokeRole";
  private static final String PERMISSION = "EnableFunctionDefaultPermissions";
  private static final String SOURCE = "IdentitySource";
  private static final String SCOPES = "AuthorizationScopes";
  private static final String FORMAT = "AuthorizerPayloadFormatVersion";
  private static final String SIMPLE = "EnableSimpleResponses";
  private static final String IDENTITY = "Identity";
  private static final String INVOKER = "apigateway.amazonaws.com";

  private static final String NAME = "[A-Za-z0-9_-]+";

  private static final List<String> OF_FUNCTIONS =
      List.of(FUNCTION, ROLE, PERMISSION, FORMAT, SIMPLE, IDENTITY);

  private final ResourceReading reading;
  private final Permissions permissions;

  HttpAuthorizers(ResourceReading reading) {
    this.reading = reading;
    this.permissions = new Permissions(reading);
  }

  /**
   * What one API has.
   *
   * @param scopes that routes of a token's authorizer ask for unless they name their own
   */
  record Read(
      Map<String, HttpApiResource.Authorizer> authorizers,
      Map<String, List<String>> scopes,
      Optional<String> byDefault) {
    static final Read NONE = new Read(Map.of(), Map.of(), Optional.empty());

    /** Whether it reads tokens, which alone have scopes; also when there is no such authorizer. */
    boolean readsTokens(String name) {
      return !(authorizers.get(name) instanceof HttpApiResource.LambdaAuthorizer);
    }
  }

  Read read(Fields auth) {
    Map<String, HttpApiResource.Authorizer> authorizers = new LinkedHashMap<>();
    Map<String, List<String>> scopes = new LinkedHashMap<>();
    auth.fields(ALL)
        .ifPresent(
            all -> {
              for (String name : all.names()) {
                all.fields(name)
                    .ifPresent(
                        it -> {
                          scopes.put(name, it.texts(SCOPES));
                          authorizers.put(name, authorizer(it));
                          it.done();
                        });
              }
            });
    if (authorizers.size() > AUTHORIZERS) {
      auth.wrong(ALL, "are " + authorizers.size() + ", and AWS allows " + AUTHORIZERS);
    }
    Optional<String> byDefault = auth.text(DEFAULT);
    byDefault
        .filter(it -> !authorizers.containsKey(it))
        .ifPresent(it -> auth.wrong(DEFAULT, "names " + it + ", which is not declared"));
    auth.done();
    return new Read(authorizers, scopes, byDefault);
  }

  private HttpApiResource.Authorizer authorizer(Fields written) {
    return written.has(FUNCTION) && !written.has(JWT) ? lambda(written) : jwt(written);
  }

  private static HttpApiResource.JwtAuthorizer jwt(Fields written) {
    String source = written.requiredText(SOURCE);
    if (!source.isEmpty() && !source.matches("\\$request\\.(header|querystring)\\." + NAME)) {
      written.wrong(SOURCE, "is '" + source + "', not a header or a query parameter");
    }
    Optional<Fields> jwt = written.fields(JWT);
    if (jwt.isEmpty()) {
      written.missing(JWT);
    }
    String issuer = jwt.map(it -> it.requiredText("issuer")).orElse("");
    List<String> audience = jwt.map(it -> it.texts("audience")).orElse(List.of());
    jwt.filter(it -> !it.has("audience")).ifPresent(it -> it.missing("audience"));
    jwt.ifPresent(Fields::done);
    refuse(written, OF_FUNCTIONS, "is for authorizers without JwtConfiguration");
    return new HttpApiResource.JwtAuthorizer(issuer, audience, source);
  }

  private HttpApiResource.LambdaAuthorizer lambda(Fields written) {
    refuse(written, List.of(SOURCE, SCOPES), "is for authorizers with JwtConfiguration");
    String function = reading.function(written, FUNCTION);
    warnUnlessAllowed(written);
    if (!written.has(FORMAT)) {
      written.missing(FORMAT);
    }
    written.word(FORMAT, "2.0");
    boolean simple = written.flag(SIMPLE).orElse(false);
    Optional<Fields> identity = written.fields(IDENTITY);
    List<String> sources = identity.map(HttpAuthorizers::sources).orElse(List.of());
    Duration kept = identity.map(it -> kept(it, sources)).orElse(Duration.ZERO);
    identity.ifPresent(Fields::done);
    return new HttpApiResource.LambdaAuthorizer(function, sources, simple, kept);
  }

  private static List<String> sources(Fields identity) {
    List<String> sources = new ArrayList<>();
    names(identity, "Headers").forEach(it -> sources.add("$request.header." + it));
    names(identity, "QueryStrings").forEach(it -> sources.add("$request.querystring." + it));
    for (String name : identity.texts("Context")) {
      if (!name.equals("routeKey")) {
        identity.wrong("Context", "has '" + name + "', and the local cloud knows routeKey only");
      }
      sources.add("$context." + name);
    }
    if (!identity.texts("StageVariables").isEmpty()) {
      identity.wrong("StageVariables", "name what the local cloud has not: 401 for every request");
    }
    return List.copyOf(sources);
  }

  private static List<String> names(Fields identity, String key) {
    List<String> names = identity.texts(key);
    if (!names.stream().allMatch(it -> it.matches(NAME))) {
      identity.wrong(key, "have one that is no name: " + names);
    }
    return names;
  }

  /** AWS keeps no answer unless it is told to, and can only by an identity source. */
  private static Duration kept(Fields identity, List<String> sources) {
    String key = "ReauthorizeEvery";
    Duration kept = identity.seconds(key, 0, LONGEST_KEPT).orElse(Duration.ZERO);
    if (!kept.isZero() && sources.isEmpty()) {
      identity.wrong(key, "is " + kept.toSeconds() + ", and answers are kept by identity sources");
    }
    return kept;
  }

  /** The gateway here asks whatever function it is told; AWS's needs to be let in. */
  private void warnUnlessAllowed(Fields written) {
    boolean role = written.text(ROLE).filter(it -> !it.equals("NONE")).isPresent();
    boolean permitted = written.flag(PERMISSION).orElse(false);
    String arn = written.text(FUNCTION).orElse("");
    boolean allowed = role || permitted;
    if (!allowed && !arn.isBlank() && !permissions.allow(INVOKER, arn)) {
      written.warn(
          FUNCTION,
          "may not be called by the API, and AWS then answers 500: it needs "
              + PERMISSION
              + ", a "
              + ROLE
              + " or an AWS::Lambda::Permission for "
              + INVOKER);
    }
  }

  private static void refuse(Fields written, List<String> keys, String why) {
    for (String key : keys) {
      written.value(key);
      if (written.has(key)) {
        written.wrong(key, why);
      }
    }
  }
}
