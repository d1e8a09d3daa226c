package dev.parley.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A record of a stream, as its function gets it.
 *
 * @param partition the value of the partition key, by which records keep their order
 * @param arrivedAt on the local clock
 * @param readAt on the local clock
 * @param bytes length of its JSON
 */
record Change(
    String sequence,
    String partition,
    ObjectNode json,
    Instant arrivedAt,
    Instant readAt,
    int bytes) {}
