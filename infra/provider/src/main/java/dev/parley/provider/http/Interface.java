package dev.parley.provider.http;

/** Answers the requests of one folder; a refusal is thrown. */
@FunctionalInterface
interface Interface {
  Reply answer(Request request);
}
