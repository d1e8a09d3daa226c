package dev.parley.lambda.store;

import dev.parley.core.conversation.Reason;
import dev.parley.core.conversation.Restriction;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the sides stand, as attributes of entries and of inbox rows. All are absent where nothing is
 * in anybody's way, so that it costs the other entries nothing.
 *
 * <pre>
 * b   a letter for each side that has blocked the other
 * hd  hidden         un  unreachable
 * rr, ru  reason and end of a restriction
 * pw  how many consultations are paid and not settled
 * </pre>
 */
final class StandingItem {
  static final List<String> NAMES = List.of("b", "hd", "un", "rr", "ru", "pw");

  private StandingItem() {}

  static Attributes write(Attributes item, Standing standing) {
    String letters =
        standing.blockedBy().stream().sorted().map(Letters::of).collect(Collectors.joining());
    return item.text("b", Optional.of(letters).filter(text -> !text.isEmpty()))
        .flag("hd", standing.hidden())
        .flag("un", standing.unreachable())
        .text("rr", standing.restriction().map(it -> it.reason().name()))
        .number("ru", standing.restriction().map(it -> it.until().toEpochMilli()))
        .number("pw", Optional.of((long) standing.paidWork()).filter(number -> number != 0));
  }

  static Standing read(Attributes item) {
    boolean free = NAMES.stream().noneMatch(item::has);
    return free
        ? Standing.FREE
        : new Standing(
            blockedBy(item),
            item.flag("hd"),
            item.flag("un"),
            item.optionalNumber("ru")
                .map(
                    until ->
                        new Restriction(
                            Reason.valueOf(item.text("rr")), Instant.ofEpochMilli(until))),
            item.optionalNumber("pw").map(Math::toIntExact).orElse(0));
  }

  private static Set<Side> blockedBy(Attributes item) {
    return item.optionalText("b")
        .orElse("")
        .chars()
        .mapToObj(Letters::side)
        .collect(Collectors.toSet());
  }
}
