package dev.parley.local.sample;

/** Puts a class between a handler and its interface. */
abstract class Typed<I, O> implements Turned<O, I> {}
