package dev.parley.lambda.wire;

import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import dev.parley.core.workspace.Ticket;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway's question whether a socket may be opened, and its answer: an IAM policy.
 *
 * <p>A bean, because Lambda's runtime fills it in: the event class that AWS publishes for
 * authorizers lacks the connection id that WebSocket APIs send.
 */
public final class Admission {
  private String methodArn = "";
  private Map<String, String> headers = Map.of();
  private Map<String, String> queryStringParameters = Map.of();
  private RequestContext requestContext = new RequestContext();

  /** The part of the request's context that matters here. */
  public static final class RequestContext {
    private String connectionId = "";

    public void setConnectionId(String connectionId) {
      this.connectionId = connectionId;
    }
  }

  public void setMethodArn(String methodArn) {
    this.methodArn = methodArn;
  }

  public void setHeaders(Map<String, String> headers) {
    this.headers = headers;
  }

  public void setQueryStringParameters(Map<String, String> queryStringParameters) {
    this.queryStringParameters = queryStringParameters;
  }

  public void setRequestContext(RequestContext requestContext) {
    this.requestContext = requestContext;
  }

  /** The secret in the address. The gateway does not ask without one. */
  public String ticket() {
    return queryStringParameters.getOrDefault("ticket", "");
  }

  public String connection() {
    return requestContext.connectionId;
  }

  /** The page that opens the socket; browsers always say it, native clients need not. */
  public Optional<String> origin() {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("origin"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Allows what was asked for to the ticket's owner, or denies it. */
  public IamPolicyResponse answer(Optional<Ticket> ticket) {
    return IamPolicyResponse.builder()
        .withPrincipalId(ticket.map(Ticket::person).orElse("nobody"))
        .withPolicyDocument(policy(ticket.isPresent() ? "Allow" : "Deny"))
        .withContext(ticket.map(Sessions::context).orElse(Map.of()))
        .build();
  }

  private IamPolicyResponse.PolicyDocument policy(String effect) {
    IamPolicyResponse.Statement statement =
        IamPolicyResponse.Statement.builder()
            .withEffect(effect)
            .withAction(IamPolicyResponse.EXECUTE_API_INVOKE)
            .withResource(List.of(methodArn))
            .build();
    return IamPolicyResponse.PolicyDocument.builder()
        .withVersion(IamPolicyResponse.VERSION_2012_10_17)
        .withStatement(List.of(statement))
        .build();
  }
}
