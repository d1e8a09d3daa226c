package dev.parley.lambda.store;

import dev.parley.core.workspace.MemberChange;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A change of a member as the update that makes it. */
record MemberUpdate(
    String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  static MemberUpdate of(MemberChange change) {
    return switch (change) {
      case MemberChange.Revoke _ ->
          new MemberUpdate(
              "SET #revoked = :yes ADD #epoch :one",
              Map.of("#revoked", DirectoryItems.REVOKED, "#epoch", DirectoryItems.EPOCH),
              Attributes.none().flag(":yes", true).number(":one", 1).map());
      case MemberChange.Grant grant ->
          new MemberUpdate(
              "SET #roles = :roles, #channels = :channels REMOVE #revoked ADD #epoch :one",
              Map.of(
                  "#roles", DirectoryItems.ROLES,
                  "#channels", DirectoryItems.CHANNELS,
                  "#revoked", DirectoryItems.REVOKED,
                  "#epoch", DirectoryItems.EPOCH),
              Attributes.none()
                  .texts(":roles", DirectoryItems.names(grant.roles()))
                  .texts(":channels", grant.channels())
                  .number(":one", 1)
                  .map());
      case MemberChange.Link link -> setting(DirectoryItems.CARD, link.card());
      case MemberChange.Unlink _ -> removing(DirectoryItems.CARD);
      case MemberChange.Hold hold -> setting(DirectoryItems.HOLD, hold.reason());
      case MemberChange.Release _ -> removing(DirectoryItems.HOLD);
    };
  }

  private static MemberUpdate setting(String name, String value) {
    return new MemberUpdate(
        "SET #name = :value", Map.of("#name", name), Attributes.none().text(":value", value).map());
  }

  private static MemberUpdate removing(String name) {
    return new MemberUpdate("REMOVE #name", Map.of("#name", name), Map.of());
  }
}
