package dev.parley.local.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The AWS::ApiGatewayV2::RouteResponse resources. SAM makes none by itself, and without one AWS
 * drops what a function returns, whatever the route's RouteResponseSelectionExpression says.
 */
final class RouteResponses {
  private final Map<String, Place> places = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Findings findings;

  RouteResponses(ResourceReading reading, List<Declaration> apis, List<Declaration> responses) {
    this.findings = reading.findings();
    responses.forEach(it -> read(reading, apis, it));
  }

  private void read(ResourceReading reading, List<Declaration> apis, Declaration resource) {
    Fields fields = reading.properties(resource);
    String api = fields.requiredText("ApiId");
    if (!api.isEmpty() && apis.stream().noneMatch(it -> reading.names().ref(it).equals(api))) {
      fields.wrong("ApiId", "is " + api + ", no WebSocket API of this template");
    }
    String key = fields.requiredText("RouteResponseKey");
    if (!key.isEmpty() && !key.equals("$default")) {
      fields.wrong("RouteResponseKey", "is " + key + ", not $default");
    }
    String route = fields.requiredText("RouteId");
    if (!route.isEmpty() && places.put(route, resource.place()) != null) {
      fields.wrong("RouteId", "is a route that has a response already");
    }
    fields.done();
  }

  /** Whether the route with this id has a response, which its selection expression wants. */
  boolean answer(String route) {
    asked.add(route);
    return places.containsKey(route);
  }

  /** Reports responses that no route wants. */
  void checkUnwanted() {
    places.forEach(
        (route, place) -> {
          if (!asked.contains(route)) {
            findings.add(place, "is for no route with RouteResponseSelectionExpression: $default");
          }
        });
  }
}
