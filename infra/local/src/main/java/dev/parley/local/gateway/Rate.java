package dev.parley.local.gateway;

/**
 * How often something may happen: a token bucket, as API Gateway throttles.
 *
 * @param perSecond how many tokens come back in a second
 * @param burst how many tokens the bucket holds
 */
public record Rate(double perSecond, int burst) {
  public Rate {
    if (perSecond < 0 || burst < 0) {
      throw new IllegalArgumentException(
          "a rate and its burst are not negative: " + perSecond + ", " + burst);
    }
  }
}
