package dev.parley.local.template;

import java.util.List;

/** A Cognito user pool and the ids of its clients. */
public record UserPoolResource(String id, String poolId, List<String> clientIds) {
  public UserPoolResource {
    clientIds = List.copyOf(clientIds);
  }
}
