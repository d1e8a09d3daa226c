package dev.parley.core.workspace;

import java.util.Set;

/**
 * One service that moved to Parley, with its settings.
 *
 * @param id short name that every key begins with
 * @param origins web origins whose pages may open a socket; a native client sends none
 * @param chatRoles the roles that answer for channels, each person for those granted to them
 * @param files which files people may send
 * @param consultations how consultations are sold
 * @param payments how money comes in and leaves
 */
public record Workspace(
    String id,
    String name,
    StartPolicy startPolicy,
    Set<String> origins,
    Set<Role> chatRoles,
    FilePolicy files,
    ConsultationPolicy consultations,
    PaymentPolicy payments) {
  /** The roles that answer for channels where a workspace does not say otherwise. */
  public static final Set<Role> CHAT_ROLES = Set.of(Role.OPERATOR);

  public Workspace {
    origins = Set.copyOf(origins);
    chatRoles = Set.copyOf(chatRoles);
  }

  public Workspace(
      String id,
      String name,
      StartPolicy startPolicy,
      Set<String> origins,
      Set<Role> chatRoles,
      FilePolicy files,
      ConsultationPolicy consultations) {
    this(
        id,
        name,
        startPolicy,
        origins,
        chatRoles,
        files,
        consultations,
        PaymentPolicy.standard(consultations.currency()));
  }

  public Workspace(String id, String name, StartPolicy startPolicy, Set<String> origins) {
    this(
        id, name, startPolicy, origins, CHAT_ROLES, FilePolicy.DEFAULT, ConsultationPolicy.DEFAULT);
  }
}
