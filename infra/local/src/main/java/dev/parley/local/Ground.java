package dev.parley.local;

import dev.parley.local.clock.LocalClock;
import dev.parley.local.lambda.FunctionLogs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What every part of a local cloud stands on.
 *
 * @param data folder that keeps everything from start to start, if anything is kept
 * @param parts to which whatever must be closed is added
 */
record Ground(LocalClock clock, FunctionLogs log, Optional<Path> data, Parts parts) {
  Optional<Path> folder(String name) {
    return data.map(it -> it.resolve(name));
  }

  /** The log of a part that is not a function. */
  Consumer<String> log(String part) {
    return line -> log.log(part, "-", line);
  }
}
