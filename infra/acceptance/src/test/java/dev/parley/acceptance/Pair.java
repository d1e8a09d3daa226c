package dev.parley.acceptance;

/** Vera and Lev with their conversation. */
final class Pair {
  final Parley parley;
  final String portal;
  final ParleyClient vera;
  final ParleyClient lev;
  final String conversation;

  Pair(Parley parley) {
    this.parley = parley;
    portal = parley.workspace("legal-portal");
    vera = another();
    lev = parley.device(portal, "lev-sokolov");
    conversation = vera.openWithSpecialist("lev-sokolov").path("id").asText();
  }

  /** One more device of Vera's. */
  ParleyClient another() {
    return parley.device(portal, "vera-orlova");
  }
}
