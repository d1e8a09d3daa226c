package dev.parley.lambda.handler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the template's policies allow in DynamoDB, S3 and SQS, by function. */
final class Policies {
  private static final Pattern FUNCTION =
      Pattern.compile(
          "\\n  (\\w+):\\n    Type: AWS::Serverless::Function\\n(.*?)(?=\\n  \\S)", Pattern.DOTALL);
  private static final Pattern STATEMENT =
      Pattern.compile(
          "Action: (\\[[^]]+]|[\\w:]+),?\\s+Resource: !"
              + "(?:GetAtt (\\w+)\\.Arn|Sub '\\$\\{FileBucket\\.Arn}/(\\w+)/\\*'"
              + "|Sub '\\$\\{(\\w+)\\.Arn}(/index)?/[\\w*]+')");

  private Policies() {}

  /**
   * @param tables names by logical ids, and those of queues
   */
  static Map<String, Set<String>> of(Path template, Map<String, String> tables) throws IOException {
    return FUNCTION
        .matcher(Files.readString(template))
        .results()
        .collect(Collectors.toMap(one -> one.group(1), one -> permissions(one.group(2), tables)));
  }

  private static Set<String> permissions(String function, Map<String, String> tables) {
    return STATEMENT
        .matcher(function)
        .results()
        .flatMap(
            statement -> {
              String folder = Optional.ofNullable(statement.group(3)).orElse("");
              String index =
                  tables.get(statement.group(4))
                      + Optional.ofNullable(statement.group(5)).orElse("");
              return granted(
                  statement,
                  statement.group(4) == null
                      ? tables.getOrDefault(statement.group(2), folder)
                      : index);
            })
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> granted(MatchResult statement, String where) {
    return Stream.of(statement.group(1).replaceAll("[\\[\\] ]", "").split(","))
        .map(action -> (action.replace("dynamodb:", "") + " " + where).strip());
  }
}
