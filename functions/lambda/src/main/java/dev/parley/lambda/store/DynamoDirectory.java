package dev.parley.lambda.store;

import dev.parley.core.conversation.Backoff;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Workspaces, channels and members on DynamoDB. */
public final class DynamoDirectory implements Directory {
  /** DynamoDB reads at most so many items in one call. */
  private static final int BATCH = 100;

  /** How often what a call left unread is asked for again. */
  private static final int BATCH_ATTEMPTS = 6;

  private final DynamoDbClient dynamo;
  private final String table;
  private final Backoff backoff;

  public DynamoDirectory(DynamoDbClient dynamo, String table, Backoff backoff) {
    this.dynamo = dynamo;
    this.table = table;
    this.backoff = backoff;
  }

  @Override
  public Optional<Workspace> workspace(String workspace) {
    return get(workspace, Keys.SETTINGS).map(DirectoryItems::workspace);
  }

  @Override
  public Optional<Member> member(String workspace, String person) {
    return get(workspace, Keys.member(person)).map(DirectoryItems::member);
  }

  @Override
  public Optional<Channel> channel(String workspace, String channel) {
    return get(workspace, Keys.channel(channel)).map(DirectoryItems::channel);
  }

  @Override
  public Map<String, Member> members(String workspace, Set<String> persons) {
    return getAll(workspace, persons, Keys::member).stream()
        .map(DirectoryItems::member)
        .collect(Collectors.toMap(Member::person, member -> member));
  }

  @Override
  public Map<String, Channel> channels(String workspace, Set<String> ids) {
    return getAll(workspace, ids, Keys::channel).stream()
        .map(DirectoryItems::channel)
        .collect(Collectors.toMap(Channel::id, channel -> channel));
  }

  @Override
  public void provision(Preset preset) {
    String workspace = preset.workspace().id();
    put(DirectoryItems.write(key(workspace, Keys.SETTINGS), preset.workspace()));
    for (Channel channel : preset.channels()) {
      put(DirectoryItems.write(key(workspace, Keys.channel(channel.id())), channel));
    }
    preset.members().forEach(this::update);
  }

  /**
   * A member's epoch is kept, and what {@link #change} alone writes is not touched: provisioning
   * again must not let anybody back in.
   */
  private void update(Member member) {
    Overwriting overwriting =
        Overwriting.of(
            DirectoryItems.write(Attributes.none(), member),
            List.of(DirectoryItems.EPOCH),
            List.of(DirectoryItems.SPECIALIST_KIND));
    Calls.write(
        () ->
            dynamo.updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(key(member.workspace(), Keys.member(member.person())).map())
                        .updateExpression(overwriting.expression())
                        .expressionAttributeNames(overwriting.names())
                        .expressionAttributeValues(overwriting.values())));
  }

  @Override
  public Optional<Member> change(String workspace, String person, MemberChange change) {
    MemberUpdate update = MemberUpdate.of(change);
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(key(workspace, Keys.member(person)).map())
            .updateExpression(update.expression())
            .conditionExpression("attribute_exists(workspace)")
            .expressionAttributeNames(update.names())
            .expressionAttributeValues(update.values().isEmpty() ? null : update.values())
            .returnValues(ReturnValue.ALL_NEW)
            .build();
    return Calls.update(dynamo, request).map(DirectoryItems::member);
  }

  private void put(Attributes item) {
    Calls.write(() -> dynamo.putItem(put -> put.tableName(table).item(item.map())));
  }

  private Optional<Attributes> get(String workspace, String sort) {
    return Calls.get(dynamo, table, key(workspace, sort));
  }

  private List<Attributes> getAll(
      String workspace, Set<String> ids, UnaryOperator<String> sortKey) {
    List<Map<String, AttributeValue>> keys =
        ids.stream().map(id -> key(workspace, sortKey.apply(id)).map()).toList();
    List<Attributes> items = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += BATCH) {
      items.addAll(getBatch(keys.subList(from, Math.min(from + BATCH, keys.size()))));
    }
    return items;
  }

  private List<Attributes> getBatch(List<Map<String, AttributeValue>> keys) {
    List<Attributes> items = new ArrayList<>();
    Map<String, KeysAndAttributes> rest =
        Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    for (int attempt = 1; !rest.isEmpty(); attempt++) {
      if (attempt > BATCH_ATTEMPTS) {
        throw new Unavailable("the store left keys of a batch unread");
      }
      if (attempt > 1) {
        backoff.pause(attempt - 1);
      }
      Map<String, KeysAndAttributes> wanted = rest;
      BatchGetItemResponse answer =
          Calls.read(() -> dynamo.batchGetItem(batch -> batch.requestItems(wanted)));
      answer.responses().getOrDefault(table, List.of()).stream()
          .map(Attributes::of)
          .forEach(items::add);
      rest = answer.unprocessedKeys();
    }
    return items;
  }

  private static Attributes key(String workspace, String sort) {
    return Attributes.none().text("workspace", workspace).text("sk", sort);
  }
}
