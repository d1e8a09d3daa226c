package dev.parley.lambda.wire;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.parley.core.consultation.Claimed;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Errand;
import dev.parley.core.consultation.EvidenceJob;
import dev.parley.core.conversation.Change;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.Erasing;
import dev.parley.core.conversation.FileDescription;
import dev.parley.core.conversation.Limits;
import dev.parley.core.conversation.Opening;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.MemberChange;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One call of the REST API, read strictly: whatever is not known is refused. */
public final class Call {
  private static final String WORKSPACE_HEADER = "parley-workspace";
  private static final int DEFAULT_PAGE = 100;

  /** Where clients put their own name for what they want done once. */
  static final String KEY_HEADER = "Idempotency-Key";

  private static final Set<String> PAGING = Set.of("after", "limit");

  private final APIGatewayV2HTTPEvent event;

  public Call(APIGatewayV2HTTPEvent event) {
    this.event = event;
  }

  /** Method and path as the template declares them. */
  public String route() {
    return event.getRouteKey();
  }

  /** The workspace that the call says it is for. */
  public String workspace() {
    String workspace = headers().getOrDefault(WORKSPACE_HEADER, "");
    if (workspace.isEmpty()) {
      throw Refused.field(
          Code.WORKSPACE_REQUIRED,
          "Parley-Workspace",
          "Say which workspace, in the header Parley-Workspace.");
    }
    if (!Ids.isShort(workspace)) {
      throw Refused.notAMember();
    }
    return workspace;
  }

  /**
   * The person whose access token the gateway has verified. A token made for another use is genuine
   * and still refused. Nothing but {@code sub} is believed.
   */
  public String person() {
    Map<String, String> claims = event.getRequestContext().getAuthorizer().getJwt().getClaims();
    if (!isAccessToken(claims)) {
      throw Refused.of(Code.UNAUTHORIZED, "This is not an access token.");
    }
    String person = claims.getOrDefault("sub", "");
    if (!Ids.isPerson(person)) {
      throw Refused.notAMember();
    }
    return person;
  }

  /**
   * Cognito names the use of a token; other issuers' access tokens name their client (RFC 9068).
   */
  private static boolean isAccessToken(Map<String, String> claims) {
    return claims.containsKey("token_use")
        ? claims.get("token_use").equals("access")
        : claims.containsKey("client_id") || claims.containsKey("azp");
  }

  /** The conversation named in the path. */
  public ConversationId conversation() {
    return Paths.conversation(workspace(), event.getPathParameters().get("conversationId"));
  }

  /** The consultation named in the path. */
  public ConsultationId consultation() {
    return Paths.consultation(workspace(), event.getPathParameters().get("consultationId"));
  }

  /** The job of gathering evidence of it that the path names. */
  public EvidenceJob evidence() {
    return new EvidenceJob(consultation(), named("jobId", Ids.FILE));
  }

  /** What is wanted of a consultation: the last part of the route, and its fields. */
  public Errand errand() {
    Fields fields = optional();
    String key = key();
    return whole(
        fields,
        it ->
            route().contains("{consultationId}")
                ? new Errand.Carry(key, consultation(), Orders.command(verb(), it))
                : Orders.request(it, workspace(), key));
  }

  /** The fields of a body that may be left out when nothing is in it. */
  Fields optional() {
    return Body.of(event).isBlank() ? new Fields(Json.object()) : Fields.of(Body.of(event));
  }

  /** The key under which this is done once. */
  public String key() {
    String key = headers().getOrDefault(KEY_HEADER.toLowerCase(Locale.ROOT), "");
    if (key.isEmpty()) {
      throw Refused.field(
          Code.MISSING_FIELD, KEY_HEADER, "Say your own name for this, in this header.");
    }
    if (!Ids.KEY.matcher(key).matches()) {
      throw Refused.field(
          Code.INVALID_FIELD, KEY_HEADER, "This header is of the form " + Ids.KEY.pattern() + ".");
    }
    return key;
  }

  private String verb() {
    return route().substring(route().lastIndexOf('/') + 1);
  }

  /** A call that takes no body takes an empty object, too. */
  public Call noBody() {
    if (!Body.of(event).isBlank()) {
      Fields.of(Body.of(event)).end();
    }
    return this;
  }

  /** With whom a conversation is wanted, and by whom. */
  public Opening opening() {
    return read(Openings::read);
  }

  /** {@code {clientMessageId, after, text, replyTo?, confirm?}}. */
  public Draft message() {
    return read(fields -> Drafts.message(fields, conversation()));
  }

  /** {@code {clientMessageId, after, seq, text, confirm?}}. */
  public Draft edit() {
    return read(fields -> Drafts.edit(fields, conversation()));
  }

  /** What somebody wants to upload: {@code {name, type, bytes, sha256}}. */
  public FileDescription file() {
    return read(Drafts::file);
  }

  /** {@code {clientMessageId, after, replyTo?, confirm?}} of the upload named in the path. */
  public Draft upload() {
    String file = named("fileId", Ids.FILE);
    return read(fields -> Drafts.upload(fields, conversation(), file));
  }

  /** The entry named in the path. */
  public long entry() {
    return Long.parseLong(named("seq", Ids.SEQ));
  }

  /** How far somebody has read: {@code {seq}}. */
  public long seq() {
    return read(fields -> fields.number("seq", 1, Limits.SEQ));
  }

  /** What is to change of how the sides stand: the last part of the route, and its fields. */
  public Change change() {
    String verb = verb();
    return switch (verb) {
      case "block" -> new Change.Block(confirmed());
      case "unblock" -> new Change.Unblock(confirmed());
      case "restrict" -> read(Changes::restrict);
      default -> {
        noBody();
        yield Changes.plain(verb);
      }
    };
  }

  /** What is to change about a member: the last part of the route, and its fields. */
  public MemberChange memberChange() {
    String verb = verb();
    return switch (verb) {
      case "grant" -> read(Changes::grant);
      case "link" -> read(Changes::link);
      case "hold" -> read(Changes::hold);
      default -> {
        noBody();
        yield Changes.plainOfMember(verb);
      }
    };
  }

  /** How the words of a member are to be erased; nobody has confirmed it in an empty body. */
  public Erasing erasing() {
    return Body.of(event).isBlank() ? new Erasing(false, Optional.empty()) : read(Changes::erasing);
  }

  /** The member named in the path; who cannot exist is answered like one who does not. */
  public String member() {
    return named("person", Ids.PERSON);
  }

  String named(String parameter, Pattern form) {
    String name = event.getPathParameters().get(parameter);
    if (!form.matcher(name).matches()) {
      throw Refused.notFound();
    }
    return name;
  }

  <T> T read(Function<Fields, T> reader) {
    return whole(Fields.of(Body.of(event)), reader);
  }

  private static <T> T whole(Fields fields, Function<Fields, T> reader) {
    T read = reader.apply(fields);
    fields.end();
    return read;
  }

  /** Whether the person has said yes a second time: {@code {"confirm": true}}. */
  public boolean confirmed() {
    return !Body.of(event).isBlank() && read(fields -> fields.flag("confirm"));
  }

  /** Which conversations are to be listed. */
  public Listing listing() {
    return Listing.read(query());
  }

  /** Which blocks are to be listed. */
  public Listing.Blocks blocks() {
    return Listing.blocks(query());
  }

  /** A call that takes no query parameters. */
  public Call noQuery() {
    Query.of(query(), Set.of());
    return this;
  }

  /** Number of the entry after which a page begins. */
  public long after() {
    return Query.of(query(), PAGING).number("after", 0, Limits.SEQ, 0);
  }

  /** How many entries a page may have. */
  public int limit() {
    return (int) Query.of(query(), PAGING).number("limit", 1, Limits.PAGE_ENTRIES, DEFAULT_PAGE);
  }

  /** Which of the caller's consultations are to be listed. */
  public OrdersQuery<ConsultationId> consultations() {
    return OrdersQuery.live(query(), workspace());
  }

  /** Which claims are to be listed. */
  public OrdersQuery<Claimed> claims() {
    return OrdersQuery.claims(query(), workspace());
  }

  /** Which lines of a book are to be shown. */
  public StatementQuery statement() {
    return StatementQuery.read(query());
  }

  Map<String, String> query() {
    return Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of());
  }

  private Map<String, String> headers() {
    return Optional.ofNullable(event.getHeaders()).orElse(Map.of());
  }
}
