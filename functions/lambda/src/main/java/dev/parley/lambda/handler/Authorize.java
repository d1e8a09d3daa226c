package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import dev.parley.core.workspace.Ticket;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Admission;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** A socket is to be opened: may it, and for whom? */
public final class Authorize implements RequestHandler<Admission, IamPolicyResponse> {
  private final App app;

  public Authorize() {
    app = App.live();
  }

  public Authorize(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public IamPolicyResponse handleRequest(Admission admission, Context context) {
    Optional<Ticket> ticket =
        app.tickets().redeem(admission.ticket(), admission.connection(), admission.origin());
    new Log(context, "authorize").done(ticket.isPresent() ? "ok" : "denied");
    return admission.answer(ticket);
  }
}
