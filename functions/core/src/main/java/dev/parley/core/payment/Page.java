package dev.parley.core.payment;

/**
 * A provider's page on which somebody pays.
 *
 * @param url where it is; whoever has it can pay, and nothing else
 */
public record Page(String url) {}
