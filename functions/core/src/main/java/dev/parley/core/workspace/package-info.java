/** Who takes part where: workspaces, channels, members with their roles and grants, tickets. */
package dev.parley.core.workspace;
