package dev.parley.local.bucket;

/** How much is in a bucket. */
public record BucketSummary(String name, int objects, long bytes) {}
