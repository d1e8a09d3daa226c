package dev.parley.provider.account;

/** What a webhook tells of. */
public sealed interface Subject permits Payment, Payout {
  String id();
}
