package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.parley.core.conversation.Audience;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line per invocation. It never holds what people sent, nor a message of an exception, which
 * may quote it.
 */
final class Log {
  private static final int FRAMES = 25;

  private final Context context;
  private final String what;

  Log(Context context, String what) {
    this.context = context;
    this.what = what;
  }

  void done(String outcome) {
    log(LogLevel.INFO, outcome);
  }

  /** A frame was carried out; some sockets may have missed theirs and will ask for it. */
  void delivered(Audience.Delivered delivered) {
    if (delivered.missed().isEmpty()) {
      done("ok");
    } else {
      log(LogLevel.WARN, "ok, missed by " + delivered.missed().size());
    }
  }

  /**
   * Writes down what ended an invocation.
   *
   * @return what its caller is told
   */
  Refused failed(RuntimeException failure) {
    return switch (failure) {
      case Refused refused -> {
        done(refused.code().text());
        yield refused;
      }
      case Unavailable _, Ambiguous _ -> {
        log(LogLevel.WARN, "unavailable " + trace(failure));
        yield Refused.of(Code.BUSY, "Try again in a moment; trying again is safe.");
      }
      default -> {
        log(LogLevel.ERROR, "failed " + trace(failure));
        yield Refused.of(Code.INTERNAL, "Something broke here.");
      }
    };
  }

  /** The template sends a route here that this function was not written for. */
  void noSuchRoute() {
    log(LogLevel.ERROR, "is no route of this function");
  }

  private void log(LogLevel level, String text) {
    context.getLogger().log(what + " " + text, level);
  }

  private static String trace(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
        .map(
            cause ->
                cause.getClass().getName()
                    + Stream.of(cause.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> " at " + frame)
                        .collect(Collectors.joining()))
        .collect(Collectors.joining(" caused by "));
  }
}
