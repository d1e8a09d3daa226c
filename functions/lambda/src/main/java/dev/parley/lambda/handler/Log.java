package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.parley.core.conversation.Audience;
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
    context.getLogger().log(what + " " + outcome, LogLevel.INFO);
  }

  /** A frame was carried out; some sockets may have missed theirs and will ask for it. */
  void delivered(Audience.Delivered delivered) {
    if (delivered.missed().isEmpty()) {
      done("ok");
    } else {
      String missed = what + " ok, missed by " + delivered.missed().size();
      context.getLogger().log(missed, LogLevel.WARN);
    }
  }

  /** Something outside is not answering; it is worth a look when it goes on. */
  void unavailable(RuntimeException e) {
    context.getLogger().log(what + " unavailable " + trace(e), LogLevel.WARN);
  }

  /** A defect of ours. */
  void defect(RuntimeException e) {
    context.getLogger().log(what + " failed " + trace(e), LogLevel.ERROR);
  }

  /** The template sends a route here that this function was not written for. */
  void noSuchRoute() {
    context.getLogger().log(what + " is no route of this function", LogLevel.ERROR);
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
