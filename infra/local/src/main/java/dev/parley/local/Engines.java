package dev.parley.local;

import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.endpoint.Endpoint;
import dev.parley.local.queue.LocalQueues;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the services of AWS are on this machine. */
record Engines(LocalDynamo dynamo, LocalQueues queues, Endpoint endpoint) {
  /** What tells a function's SDK where they are. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>(Credentials.variables());
    String tables = dynamo.endpoint().toString();
    String others = endpoint.uri().toString();
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", tables);
    variables.put("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", tables);
    variables.put("AWS_ENDPOINT_URL_SQS", queues.endpoint().toString());
    variables.put("AWS_ENDPOINT_URL_SNS", others);
    variables.put("AWS_ENDPOINT_URL_S3", others);
    variables.put("AWS_ENDPOINT_URL_SESV2", others);
    variables.put("AWS_ENDPOINT_URL_LAMBDA", others);
    return variables;
  }
}
