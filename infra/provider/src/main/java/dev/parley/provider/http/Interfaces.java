package dev.parley.provider.http;

import dev.parley.provider.account.Account;
import dev.parley.provider.account.Limits;
import dev.parley.provider.account.Refusal;
import dev.parley.provider.clock.Agenda;
import dev.parley.provider.clock.FollowedClock;
import dev.parley.provider.webhook.Webhooks;
import dev.parley.provider.wire.Shapes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Everything that the provider serves. Only who names this machine as its host is answered, and no
 * page from elsewhere: control and the payers' page ask for no key, and a browser would call them
 * for any page that a developer visits.
 */
public final class Interfaces {
  private static final Pattern HERE =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");

  private final FollowedClock clock;
  private final Shapes shapes;
  private final Consumer<String> log;
  private final Map<String, Interface> folders;

  /**
   * @param later where payments wait that are to be paid later
   * @param log hears of defects, by line
   */
  public Interfaces(
      String key,
      Account account,
      FollowedClock clock,
      Agenda later,
      Webhooks webhooks,
      Shapes shapes,
      Consumer<String> log) {
    this.clock = clock;
    this.shapes = shapes;
    this.log = log;
    this.folders =
        Map.of(
            "v1", new MerchantInterface(key, account, shapes),
            "pay", new PayPage(account, clock, later),
            "control", new ControlInterface(account, clock, webhooks, shapes));
  }

  Reply answer(Request request) {
    try {
      requireHere(request);
      if (request.body().length > Limits.BODY_BYTES) {
        throw new Refusal(413, "too_large", "a body has at most " + Limits.BODY_BYTES + " bytes");
      }
      Interface folder = folders.get(request.segment(0));
      if (folder == null) {
        throw Refusal.unknown("there is nothing at this path");
      }
      if (!request.isGet()) {
        // What is done now is dated by a clock that may have been moved a moment ago.
        clock.look();
      }
      return folder.answer(request);
    } catch (Refusal e) {
      return Reply.json(e.status(), shapes.of(e));
    } catch (RuntimeException e) {
      log.accept("%s /%s failed: %s".formatted(request.method(), request.segment(0), e));
      return Reply.json(
          500, shapes.of(new Refusal(500, "broken", "a defect of the provider: " + e)));
    }
  }

  private static void requireHere(Request request) {
    Optional<String> host = request.header("host");
    if (!host.map(it -> HERE.matcher(it).matches()).orElse(false)) {
      throw new Refusal(421, "foreign_host", "this is served at 127.0.0.1 and localhost only");
    }
    if (request.header("origin").filter(it -> !it.equals("http://" + host.get())).isPresent()) {
      throw new Refusal(403, "foreign_origin", "pages from elsewhere may not call this");
    }
  }

  static Refusal noSuchCall(Request request) {
    return request.isGet() || request.isPost()
        ? Refusal.unknown("there is nothing at this path for this method")
        : new Refusal(405, "method_not_allowed", "GET it or POST to it");
  }
}
