package dev.parley.local.template;

/**
 * A sender whom SES lets send, taken as verified as soon as it is declared.
 *
 * @param identity an e-mail address, or a domain with all its addresses
 */
public record EmailIdentityResource(String id, String identity) {}
