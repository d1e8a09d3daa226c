package dev.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parley's public interfaces as far as a conversation needs them. */
record Parley(HttpClient http, URI rest, URI issuer) {
  static final String WORKSPACE = "legal-portal";
  private static final int PAGE = 500;
  private static final Pattern NUMBER = Pattern.compile("\"clientMessageId\":\"\\d+\\.m(\\d{7})\"");

  /**
   * A workspace as Provision takes it.
   *
   * @param staff how many lawyers there are, and channels with an operator each
   */
  static String preset(int clients, int staff) {
    List<String> channels = new ArrayList<>();
    List<String> members = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      members.add("{\"id\":\"%s\",\"name\":\"C\",\"roles\":[\"client\"]}".formatted(client(i)));
    }
    for (int i = 0; i < staff; i++) {
      channels.add("{\"id\":\"%s\",\"name\":\"City\"}".formatted(channel(i)));
      members.add(
          ("{\"id\":\"%s\",\"name\":\"L\",\"roles\":[\"specialist\"],"
                  + "\"specialistKind\":\"lawyer\"}")
              .formatted(lawyer(i)));
      members.add(
          "{\"id\":\"%s\",\"name\":\"O\",\"roles\":[\"operator\"],\"channels\":[\"%s\"]}"
              .formatted(operator(i), channel(i)));
    }
    return ("{\"id\":\"%s\",\"name\":\"Legal portal\",\"startPolicy\":\"CLIENT_ONLY\","
            + "\"origins\":[],\"channels\":[%s],\"members\":[%s]}")
        .formatted(WORKSPACE, String.join(",", channels), String.join(",", members));
  }

  static String client(int number) {
    return "client-" + number;
  }

  static String lawyer(int number) {
    return "lawyer-" + number;
  }

  static String channel(int number) {
    return "city-" + number;
  }

  static String operator(int number) {
    return "operator-" + number;
  }

  /** Opens a client's conversation with a lawyer; gives its id. */
  String conversation(String client, String lawyer) throws IOException, InterruptedException {
    return field(call(client, "/conversations", "{\"specialist\":\"" + lawyer + "\"}"), "id");
  }

  /** Where a person opens their next socket. */
  URI socket(String person) throws IOException, InterruptedException {
    String ticket = call(person, "/socket-tickets", "{}");
    return URI.create(field(ticket, "url") + "?ticket=" + field(ticket, "ticket"));
  }

  /** The numbers of all messages in a conversation's log, in its order. */
  List<Integer> messages(String client, String conversation)
      throws IOException, InterruptedException {
    List<Integer> numbers = new ArrayList<>();
    String page;
    int after = 0;
    do {
      page =
          send(
              as(
                  client,
                  "/conversations/%s/entries?after=%d&limit=%d"
                      .formatted(conversation, after, PAGE)));
      Matcher message = NUMBER.matcher(page);
      while (message.find()) {
        numbers.add(Integer.valueOf(message.group(1)));
      }
      after = numbers.size() + 1;
    } while (!page.contains("\"complete\":true"));
    return numbers;
  }

  private String call(String person, String path, String body)
      throws IOException, InterruptedException {
    return send(as(person, path).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder as(String person, String path)
      throws IOException, InterruptedException {
    String token =
        send(
            HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .POST(BodyPublishers.ofString("{\"sub\":\"" + person + "\"}")));
    return HttpRequest.newBuilder(URI.create(rest + path))
        .header("Authorization", "Bearer " + field(token, "access_token"))
        .header("Parley-Workspace", WORKSPACE);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request.header("Content-Type", "application/json").build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer.uri() + " answered " + answer.statusCode() + answer.body());
    }
    return answer.body();
  }

  private static String field(String json, String name) {
    int from = json.indexOf('"', json.indexOf(':', json.indexOf('"' + name + '"'))) + 1;
    return json.substring(from, json.indexOf('"', from));
  }
}
