package dev.parley.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads AWS::Cognito::UserPool with its AWS::Cognito::UserPoolClients. */
final class UserPoolReader {
  private final ResourceReading reading;

  UserPoolReader(ResourceReading reading) {
    this.reading = reading;
  }

  List<UserPoolResource> read(List<Declaration> pools, List<Declaration> clients) {
    Map<String, List<String>> clientIds = new LinkedHashMap<>();
    for (Declaration pool : pools) {
      readPool(pool);
      clientIds.put(Aws.poolId(pool.id()), new ArrayList<>());
    }
    for (Declaration client : clients) {
      Fields fields = reading.properties(client);
      String poolId = readClient(fields);
      List<String> ofPool = clientIds.get(poolId);
      if (ofPool != null) {
        ofPool.add(Aws.clientId(client.id()));
      } else if (!poolId.isEmpty()) {
        fields.wrong("UserPoolId", "is " + poolId + ", not a user pool of this template");
      }
    }
    if (pools.size() > 1) {
      reading
          .findings()
          .add(pools.get(1).place(), "is a second user pool, and the local cloud plays only one");
    }
    return pools.stream()
        .map(it -> new UserPoolResource(it.id(), Aws.poolId(it.id()), ids(clientIds, it)))
        .toList();
  }

  private static List<String> ids(Map<String, List<String>> clientIds, Declaration pool) {
    return clientIds.get(Aws.poolId(pool.id()));
  }

  private void readPool(Declaration pool) {
    Fields fields = reading.properties(pool);
    fields.nothing(
        "nobody signs up or in here: tokens are issued for the asking",
        "UserPoolName",
        "UsernameAttributes",
        "AliasAttributes",
        "UsernameConfiguration",
        "AutoVerifiedAttributes",
        "AdminCreateUserConfig",
        "AccountRecoverySetting",
        "Policies",
        "MfaConfiguration",
        "EnabledMfas",
        "Schema",
        "EmailConfiguration",
        "VerificationMessageTemplate",
        "UserPoolTier");
    fields.nothing("the pool is as safe as its key file", "DeletionProtection");
    fields.nothing("it is for people", "UserPoolTags");
    fields.done();
  }

  private String readClient(Fields fields) {
    fields.nothing(
        "nobody signs up or in here: tokens are issued for the asking",
        "ClientName",
        "ExplicitAuthFlows",
        "PreventUserExistenceErrors",
        "GenerateSecret",
        "SupportedIdentityProviders",
        "CallbackURLs",
        "LogoutURLs",
        "AllowedOAuthFlows",
        "AllowedOAuthFlowsUserPoolClient",
        "AllowedOAuthScopes",
        "EnableTokenRevocation",
        "ReadAttributes",
        "WriteAttributes");
    String poolId = fields.requiredText("UserPoolId");
    fields.done();
    return poolId;
  }
}
