package dev.parley.local.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.json.Json;
import java.util.List;

/** Describes functions as Lambda's API does, as far as that is known here. */
final class Descriptions {
  private Descriptions() {}

  static ObjectNode list(List<FunctionDefinition> functions) {
    ObjectNode list = Json.object();
    ArrayNode all = list.putArray("Functions");
    functions.forEach(it -> all.add(configuration(it, FunctionName.LATEST)));
    return list;
  }

  static ObjectNode function(FunctionDefinition function, String version) {
    ObjectNode whole = Json.object();
    whole.set("Configuration", configuration(function, version));
    whole
        .putObject("Code")
        .put("RepositoryType", "S3")
        .put("Location", function.code().toUri().toString());
    return whole;
  }

  static ObjectNode configuration(FunctionDefinition function, String version) {
    String arn = FunctionName.unqualifiedArn(function);
    return Json.object()
        .put("FunctionName", function.name())
        .put("FunctionArn", version.equals(FunctionName.LATEST) ? arn : arn + ":" + version)
        .put("Handler", function.handler())
        .put("Timeout", function.timeout().toSeconds())
        .put("MemorySize", function.memoryMegabytes())
        .put("Version", version)
        .put("PackageType", "Zip")
        .put("State", "Active")
        .put("LastUpdateStatus", "Successful");
  }
}
