package dev.parley.core.workspace;

/** An address that several operators answer for: a city, a dealership, a salon. */
public record Channel(String id, String name) {}
