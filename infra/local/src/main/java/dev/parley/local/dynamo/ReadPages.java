package dev.parley.local.dynamo;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.model.QueryRequest;
import com.amazonaws.services.dynamodbv2.model.ScanRequest;
import com.amazonaws.services.dynamodbv2.model.Select;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ends filtered pages where DynamoDB does: after 1 MB read, whatever the filter drops of it. The
 * engine counts only what its filter leaves, and so returns in one page what takes many on AWS.
 */
final class ReadPages {
  private static final Pattern PLACEHOLDER = Pattern.compile("[#:]\\w+");

  private final AmazonDynamoDB tables;

  ReadPages(AmazonDynamoDB tables) {
    this.tables = tables;
  }

  /** The request, with the limit at which its page ends. */
  QueryRequest limited(QueryRequest request) {
    if (request.getFilterExpression() == null) {
      return request;
    }
    Set<String> used = placeholders(request.getKeyConditionExpression());
    QueryRequest unfiltered =
        request
            .clone()
            .withFilterExpression(null)
            .withProjectionExpression(null)
            .withSelect(Select.COUNT)
            .withExpressionAttributeNames(only(used, request.getExpressionAttributeNames()))
            .withExpressionAttributeValues(only(used, request.getExpressionAttributeValues()));
    var page = tables.query(unfiltered);
    return page.getLastEvaluatedKey() == null
        ? request
        : request.clone().withLimit(page.getScannedCount());
  }

  /** The request, with the limit at which its page ends. */
  ScanRequest limited(ScanRequest request) {
    if (request.getFilterExpression() == null) {
      return request;
    }
    ScanRequest unfiltered =
        request
            .clone()
            .withFilterExpression(null)
            .withProjectionExpression(null)
            .withSelect(Select.COUNT)
            .withExpressionAttributeNames(null)
            .withExpressionAttributeValues(null);
    var page = tables.scan(unfiltered);
    return page.getLastEvaluatedKey() == null
        ? request
        : request.clone().withLimit(page.getScannedCount());
  }

  // What no expression uses is refused.
  private static <V> Map<String, V> only(Set<String> used, Map<String, V> of) {
    if (of == null) {
      return null;
    }
    Map<String, V> kept = new HashMap<>(of);
    kept.keySet().retainAll(used);
    return kept.isEmpty() ? null : kept;
  }

  private static Set<String> placeholders(String expression) {
    Set<String> found = new HashSet<>();
    Matcher matcher = PLACEHOLDER.matcher(expression == null ? "" : expression);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
