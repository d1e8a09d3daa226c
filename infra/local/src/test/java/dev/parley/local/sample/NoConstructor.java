package dev.parley.local.sample;

/** Lacks the constructor that functions need. */
public final class NoConstructor extends NoHandler {
  public NoConstructor() {
    super(java.util.Map.of(), java.time.InstantSource.system());
  }
}
