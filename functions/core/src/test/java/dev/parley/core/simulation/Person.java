package dev.parley.core.simulation;

import dev.parley.core.workspace.Role;

/** Somebody with devices; names are unique in the whole town. */
record Person(String workspace, String name, Role role) {
  boolean isStaff() {
    return role != Role.CLIENT;
  }
}
