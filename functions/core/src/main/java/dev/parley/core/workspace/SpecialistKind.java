package dev.parley.core.workspace;

/** What a specialist is to their clients; shown on the conversation. */
public enum SpecialistKind {
  LAWYER,
  ADVOCATE,
  LEGAL_COMPANY,
  DESIGNER,
  CONSULTANT
}
