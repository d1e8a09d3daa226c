package dev.parley.lambda.store;

import dev.parley.core.attempt.Backoff;
import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Workspaces, channels and members on DynamoDB. */
public final class DynamoDirectory implements Directory {
  private final DynamoDbClient dynamo;
  private final String table;
  private final ManyItems many;

  public DynamoDirectory(DynamoDbClient dynamo, String table, Backoff backoff) {
    this.dynamo = dynamo;
    this.table = table;
    this.many = new ManyItems(dynamo, table, backoff);
  }

  @Override
  public Optional<Workspace> workspace(String workspace) {
    return get(workspace, Keys.SETTINGS).map(DirectoryItems::workspace);
  }

  @Override
  public List<String> workspaces() {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("workspace = :workspace")
            .expressionAttributeValues(Attributes.none().text(":workspace", Keys.WORKSPACES).map())
            .build();
    return Calls.query(dynamo, request, Integer.MAX_VALUE).stream()
        .map(item -> item.text("sk"))
        .toList();
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
  public List<String> people(String workspace, Optional<String> after, int atMost) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("workspace = :workspace AND sk BETWEEN :from AND :to")
            .expressionAttributeValues(
                Attributes.none()
                    .text(":workspace", workspace)
                    .text(":from", Keys.memberAfter(after))
                    .text(":to", Keys.lastMember())
                    .map())
            .build();
    return Calls.query(dynamo, request, atMost).stream()
        .map(DirectoryItems::member)
        .map(Member::person)
        .toList();
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
    put(key(Keys.WORKSPACES, workspace).number("v", 1));
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
    return many.get(ids.stream().map(id -> key(workspace, sortKey.apply(id))).toList());
  }

  private static Attributes key(String workspace, String sort) {
    return Attributes.none().text("workspace", workspace).text("sk", sort);
  }
}
