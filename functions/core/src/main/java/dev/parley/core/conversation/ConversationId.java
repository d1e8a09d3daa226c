package dev.parley.core.conversation;

import dev.parley.core.digest.Sha256;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names a conversation within a workspace.
 *
 * @param value 22 characters of base64url
 */
public record ConversationId(String workspace, String value) implements Room {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final int BYTES = 16;

  /** The one conversation of a client with a specialist: the pair itself is its name. */
  public static ConversationId between(String workspace, String client, String specialist) {
    return new ConversationId(
        workspace,
        new Sha256("parley/pair/1").add(workspace).add(client).add(specialist).text(BYTES));
  }

  /** The one conversation of a person with the workspace itself. */
  public static ConversationId ofWorkspace(String workspace, String person) {
    return new ConversationId(
        workspace, new Sha256("parley/notices/1").add(workspace).add(person).text(BYTES));
  }

  /** A new name for a conversation that a pointer leads to. */
  public static ConversationId random(String workspace, RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new ConversationId(
        workspace, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Reads what {@link #inFull} gave. */
  public static ConversationId ofFull(String name) {
    int hash = name.indexOf('#');
    return new ConversationId(name.substring(0, hash), name.substring(hash + 1));
  }

  /** Names it among those of all workspaces: {@code <workspace>#<value>}. */
  public String inFull() {
    return workspace + "#" + value;
  }

  @Override
  public String name() {
    return value;
  }

  /** Whether a text could be the name of a conversation. */
  public static boolean isWellFormed(String value) {
    return FORM.matcher(value).matches();
  }
}
