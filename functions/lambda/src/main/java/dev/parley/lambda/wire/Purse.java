package dev.parley.lambda.wire;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Wallets;
import dev.parley.core.money.Money;
import java.util.EnumMap;
import java.util.Map;

/** Writes the answers about wallets. */
public final class Purse {
  private Purse() {}

  /**
   * @param held what its owner has paid for consultations that are not over
   */
  public static APIGatewayV2HTTPResponse shown(Wallets.Wallet wallet, Money held) {
    ObjectNode json = Json.object();
    json.set("wallet", Amounts.write(wallet.wallet()));
    json.set("held", Amounts.write(held));
    json.set("returning", Amounts.write(wallet.returning()));
    json.set("earnings", Amounts.write(wallet.earnings()));
    json.set("withdrawing", Amounts.write(wallet.withdrawing()));
    json.set("owed", Amounts.write(wallet.owed()));
    return Answers.answer(Answers.OK, json);
  }

  public static APIGatewayV2HTTPResponse statement(Wallets.Statement statement) {
    ObjectNode json = Json.object().put("complete", statement.complete());
    ArrayNode lines = json.putArray("lines");
    statement.lines().stream().map(Purse::line).forEach(lines::add);
    return Answers.answer(Answers.OK, json);
  }

  /** The receipt of money that was put in; the same for whoever tries again. */
  public static APIGatewayV2HTTPResponse receipt(Wallets.Receipt receipt) {
    return Answers.answer(
        Answers.CREATED,
        Json.object().put("transferId", receipt.transfer()).put("at", Json.text(receipt.at())));
  }

  private static ObjectNode line(Line line) {
    ObjectNode json =
        Json.object()
            .put("number", line.number())
            .put("transferId", line.transfer())
            .put("event", Json.lowerCase(line.cause().event()))
            .put("of", line.cause().of())
            .put("at", Json.text(line.at()));
    line.cause().by().ifPresent(by -> json.put("by", by));
    line.cause().reason().ifPresent(reason -> json.put("reason", reason));
    json.set("amounts", sums(line.book(), line.amounts()));
    json.set("balances", sums(line.book(), line.balances()));
    return json.put("hash", line.hash().value());
  }

  private static ObjectNode sums(Book book, Map<Account, Long> sums) {
    ObjectNode json = Json.object();
    new EnumMap<>(sums)
        .forEach(
            (account, sum) ->
                json.set(Json.lowerCase(account), Amounts.write(new Money(sum, book.currency()))));
    return json;
  }
}
