package dev.parley.local.template;

import java.util.List;
import java.util.Map;

/** A template with everything resolved: what there is to run. */
public record Stack(
    List<FunctionResource> functions,
    List<SocketApiResource> socketApis,
    List<HttpApiResource> httpApis,
    List<TableResource> tables,
    List<UserPoolResource> userPools,
    Map<String, String> outputs) {

  public Stack {
    functions = List.copyOf(functions);
    socketApis = List.copyOf(socketApis);
    httpApis = List.copyOf(httpApis);
    tables = List.copyOf(tables);
    userPools = List.copyOf(userPools);
  }
}
