package dev.parley.lambda.provider;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Incoming.State;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what Unitpay tells by a GET of ours, and writes the answers that it demands. A signature
 * has no time in it: a notification that is told again is the same one, of the same payment.
 */
public final class UnitpayNotifications {
  private static final int MOST_CHARACTERS = 8_192;
  private static final String METHOD = "method";
  private static final Set<String> UNSIGNED = Set.of("sign", "signature");
  private static final Pattern PARAMETER = Pattern.compile("params\\[([A-Za-z0-9_]{1,64})]");

  private final String projectKey;

  /**
   * @param key as {@link Providers#of} has it
   */
  public UnitpayNotifications(String key) {
    this.projectKey = UnitpayAccount.of(key).projectKey();
  }

  /** What is told. */
  public enum Kind {
    /** May it be paid? Unitpay takes no money unless it hears yes. */
    CHECK,
    PAY,
    /** The money is held and not taken. */
    PREAUTH,
    /** It was not paid. It may be yet: PAY may follow. */
    ERROR
  }

  /** A notification that Unitpay has signed. */
  public record Notification(Kind kind, Incoming payment) {}

  /**
   * @param query of the call, as it came
   * @throws Refused with {@code bad_signature} whatever is wrong with who has sent it, with {@code
   *     invalid_field} when it was Unitpay and cannot be understood
   */
  public Notification read(String query) {
    Told told = told(query);
    List<String> signed = new ArrayList<>(List.of(told.method));
    told.parameters.forEach(
        (name, value) -> {
          if (!UNSIGNED.contains(name)) {
            signed.add(value);
          }
        });
    String given = told.parameters.getOrDefault("signature", "");
    if (!UnitpaySignature.isSame(UnitpaySignature.of(signed, projectKey), given)) {
      throw Refused.notSigned();
    }
    return notification(told);
  }

  /** Yes to a check; to anything else: it is noted, and need not be told again. */
  public static String accepted() {
    return answer("result", "OK");
  }

  /**
   * No to a check: no money is taken. To anything else: it was not noted, and must be told again.
   *
   * @param message the payer may read it
   */
  public static String refused(String message) {
    return answer("error", message);
  }

  private static String answer(String verdict, String message) {
    return Reply.written().set(verdict, Reply.written().put("message", message)).toString();
  }

  /**
   * @param parameters by their bare names, in the order in which they are signed
   */
  private record Told(String method, SortedMap<String, String> parameters) {
    String needed(String name) {
      return Optional.ofNullable(parameters.get(name))
          .filter(it -> !it.isEmpty())
          .orElseThrow(() -> Refused.field(Code.MISSING_FIELD, name, "It is needed."));
    }
  }

  private static Told told(String query) {
    if (query == null || query.length() > MOST_CHARACTERS) {
      throw Refused.notSigned();
    }
    SortedMap<String, String> parameters = new TreeMap<>();
    List<String> methods = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      Matcher parameter = PARAMETER.matcher(name);
      if (name.equals(METHOD)) {
        methods.add(value);
      } else if (parameter.matches() && parameters.put(parameter.group(1), value) != null) {
        throw Refused.notSigned();
      }
    }
    if (methods.size() != 1) {
      throw Refused.notSigned();
    }
    return new Told(methods.getFirst(), parameters);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refused.notSigned();
    }
  }

  private static Notification notification(Told told) {
    Kind kind =
        switch (told.method) {
          case "check" -> Kind.CHECK;
          case "pay" -> Kind.PAY;
          case "preauth" -> Kind.PREAUTH;
          case "error" -> Kind.ERROR;
          default -> throw Refused.field(Code.INVALID_FIELD, METHOD, "This method is not known.");
        };
    if (told.parameters.getOrDefault("test", "0").equals("1")) {
      throw Refused.field(Code.INVALID_FIELD, "test", "No money comes by a test.");
    }
    Money amount =
        Decimals.money(told.needed("orderSum"), told.needed("orderCurrency"))
            .orElseThrow(() -> Refused.field(Code.INVALID_FIELD, "orderSum", "It is no amount."));
    try {
      return new Notification(
          kind,
          new Incoming(
              told.needed("unitpayId"),
              Optional.ofNullable(told.parameters.get("account")).filter(it -> !it.isEmpty()),
              amount,
              state(kind),
              Money.zero(amount.currency())));
    } catch (IllegalArgumentException e) {
      throw Refused.field(Code.INVALID_FIELD, "unitpayId", "No payment can be so.");
    }
  }

  private static State state(Kind kind) {
    return switch (kind) {
      case CHECK, PREAUTH -> State.WAITING;
      case PAY -> State.PAID;
      case ERROR -> State.REFUSED;
    };
  }
}
