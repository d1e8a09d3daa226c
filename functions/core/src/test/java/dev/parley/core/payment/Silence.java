package dev.parley.core.payment;

import java.time.Instant;
import java.util.List;

/** Wakes nothing: everything is left to a sweep. */
enum Silence implements Wakings {
  WAKINGS;

  @Override
  public void set(Waking waking, Instant now) {}

  @Override
  public void setAll(List<Waking> wakings, Instant now) {}
}
