package dev.parley.lambda.wire;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.consultation.Claimed;
import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.Consultation;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Consultations;
import dev.parley.core.consultation.Errand;
import dev.parley.core.consultation.Paper;
import dev.parley.core.consultation.Receipt;
import dev.parley.core.consultation.Terms;
import dev.parley.core.conversation.Names;
import java.util.function.Function;

/** Writes the answers about consultations. */
public final class Ordered {
  private Ordered() {}

  /** The receipt of an errand; the same for whoever tries again. */
  public static APIGatewayV2HTTPResponse receipt(Errand errand, Receipt receipt) {
    return Answers.answer(
        errand instanceof Errand.Request ? Answers.CREATED : Answers.OK,
        Json.object()
            .put("consultationId", receipt.consultation().value())
            .put("version", receipt.version())
            .put("seq", receipt.seq())
            .put("at", Json.text(receipt.at())));
  }

  public static APIGatewayV2HTTPResponse shown(Consultations.Shown shown) {
    return Answers.answer(Answers.OK, consultation(shown));
  }

  /** A page of the caller's own. */
  public static APIGatewayV2HTTPResponse listed(Consultations.Page<ConsultationId> page) {
    return listed(page, ConsultationId::value);
  }

  /** A page of claims. */
  public static APIGatewayV2HTTPResponse claims(Consultations.Page<Claimed> page) {
    return listed(page, OrdersQuery::text);
  }

  private static <P> APIGatewayV2HTTPResponse listed(
      Consultations.Page<P> page, Function<P, String> text) {
    ObjectNode json = Json.object().put("complete", page.next().isEmpty());
    page.next().map(text).ifPresent(next -> json.put("next", next));
    ArrayNode consultations = json.putArray("consultations");
    page.shown().stream().map(Ordered::consultation).forEach(consultations::add);
    return Answers.answer(Answers.OK, json);
  }

  private static ObjectNode consultation(Consultations.Shown shown) {
    Consultation it = shown.consultation();
    ObjectNode json =
        Json.object()
            .put("id", it.id().value())
            .put("conversationId", it.parties().conversation().value())
            .put("version", it.version())
            .put("requestedAt", Json.text(it.requestedAt()))
            .put("you", Json.lowerCase(shown.viewer()));
    json.set("client", person(it.parties().client(), shown.names()));
    json.set("specialist", specialist(it.parties().specialist(), shown.names()));
    json.set("stage", Stages.write(it.stage()));
    shown.request().flatMap(Paper::text).ifPresent(question -> json.put("question", question));
    it.stage().terms().ifPresent(terms -> json.set("terms", terms(terms, shown)));
    ArrayNode allowed = json.putArray("allowedCommands");
    shown.allowed().stream().sorted().map(Command.Name::text).forEach(allowed::add);
    return json;
  }

  private static ObjectNode terms(Terms terms, Consultations.Shown shown) {
    ObjectNode json = Json.object().put("version", terms.version());
    Stages.wish(json, terms.wish());
    json.set("price", Amounts.write(terms.price()));
    json.put("commission", terms.commission().value());
    shown.terms().flatMap(Paper::text).ifPresent(details -> json.put("details", details));
    return json.put("hash", terms.hash().value());
  }

  private static ObjectNode specialist(String id, Names names) {
    ObjectNode json = person(id, names);
    names.kindOf(id).ifPresent(kind -> json.put("specialistKind", Json.lowerCase(kind)));
    return json;
  }

  private static ObjectNode person(String id, Names names) {
    return Json.object().put("id", id).put("name", names.ofPerson(id).orElse(null));
  }
}
