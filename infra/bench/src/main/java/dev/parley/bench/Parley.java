package dev.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Parley's public interfaces as far as a conversation needs them. */
record Parley(HttpClient http, URI rest, URI issuer) {
  static final String WORKSPACE = "legal-portal";
  static final String LAWYER = "lev-sokolov";

  /** A workspace with a lawyer and clients, as Provision takes it. */
  static String preset(int clients) {
    StringBuilder people = new StringBuilder();
    for (int i = 0; i < clients; i++) {
      people.append("{\"id\":\"%s\",\"name\":\"C\",\"roles\":[\"client\"]},".formatted(client(i)));
    }
    return ("{\"id\":\"%s\",\"name\":\"Legal portal\",\"startPolicy\":\"CLIENT_ONLY\","
            + "\"origins\":[],\"channels\":[],\"members\":[%s{\"id\":\"%s\",\"name\":\"L\","
            + "\"roles\":[\"specialist\"],\"specialistKind\":\"lawyer\"}]}")
        .formatted(WORKSPACE, people, LAWYER);
  }

  static String client(int number) {
    return "client-" + number;
  }

  /** Opens a client's conversation with the lawyer; gives its id. */
  String conversation(String client) throws IOException, InterruptedException {
    return field(call(client, "/conversations", "{\"specialist\":\"" + LAWYER + "\"}"), "id");
  }

  /** Where a person opens their next socket. */
  URI socket(String person) throws IOException, InterruptedException {
    String ticket = call(person, "/socket-tickets", "{}");
    return URI.create(field(ticket, "url") + "?ticket=" + field(ticket, "ticket"));
  }

  private String call(String person, String path, String body)
      throws IOException, InterruptedException {
    String token =
        field(
            post(HttpRequest.newBuilder(URI.create(issuer + "/token")), subject(person)),
            "access_token");
    return post(
        HttpRequest.newBuilder(URI.create(rest + path))
            .header("Authorization", "Bearer " + token)
            .header("Parley-Workspace", WORKSPACE),
        body);
  }

  private static String subject(String person) {
    return "{\"sub\":\"" + person + "\"}";
  }

  private String post(HttpRequest.Builder request, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
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
