package dev.parley.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Endpoint;
import dev.parley.local.endpoint.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Serves the page at {@code /}, and what it is made of below {@code /_local/}. */
public final class Page {
  // Nothing from elsewhere: what a log line or a mail's subject holds must stay text.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Page() {}

  /**
   * Registers the page.
   *
   * @param state makes what is shown, at each call anew
   * @param mail the text of a mail by its file's name
   */
  public static void on(
      Endpoint endpoint, Supplier<State> state, Function<String, Optional<String>> mail) {
    endpoint.page("/", _ -> file("page.html", "text/html; charset=utf-8"));
    endpoint.page("/_local/page.css", _ -> file("page.css", "text/css; charset=utf-8"));
    endpoint.page("/_local/page.js", _ -> file("page.js", "text/javascript; charset=utf-8"));
    endpoint.page("/_local/state", _ -> state(state.get()));
    endpoint.page("/_local/mails/", call -> mail(call, mail));
  }

  private static Reply file(String name, String type) throws IOException {
    try (InputStream content = Page.class.getResourceAsStream(name)) {
      return guarded(
          Reply.of(200, type, new String(content.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  private static Reply state(State state) throws JsonProcessingException {
    return guarded(Reply.json(200, JSON.writeValueAsString(state)))
        .with("Cache-Control", "no-store");
  }

  private static Reply mail(Call call, Function<String, Optional<String>> mail) {
    return guarded(
        mail.apply(call.segments().getLast())
            .map(text -> Reply.text(200, text))
            .orElse(Reply.text(404, "there is no such mail")));
  }

  private static Reply guarded(Reply reply) {
    return reply.with("Content-Security-Policy", POLICY).with("X-Content-Type-Options", "nosniff");
  }
}
