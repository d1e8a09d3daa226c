package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HttpRoutesTest {
  private static final long SEED = System.nanoTime();

  /** Every path of up to four segments, each literal or variable, some greedy at the end. */
  private static List<HttpApi.Route> many() {
    List<HttpApi.Route> routes = new ArrayList<>();
    List<String> paths = new ArrayList<>(List.of(""));
    for (int length = 1; length <= 4; length++) {
      List<String> longer = new ArrayList<>();
      for (String path : paths) {
        longer.add(path + "/a");
        longer.add(path + "/{v" + length + "}");
        routes.add(HttpFixture.route("GET", path + "/{rest+}", "F"));
      }
      longer.forEach(path -> routes.add(HttpFixture.route("GET", path, "F")));
      longer.forEach(path -> routes.add(HttpFixture.route("ANY", path, "F")));
      paths = longer;
    }
    return routes;
  }

  @Test
  @Conforms("http-specific")
  void theMostSpecificOfManyRoutesWinsInWhateverOrderTheyStand() {
    List<HttpApi.Route> routes = many();
    assertThat(routes).hasSizeGreaterThan(60);
    for (int round = 0; round < 200; round++) {
      Collections.shuffle(routes, new Random(SEED + round));
      HttpRoutes chosen = new HttpRoutes(routes);
      String why = "seed " + (SEED + round);
      assertThat(route(chosen, "GET", "a", "a")).as(why).isEqualTo("GET /a/a");
      assertThat(route(chosen, "PUT", "a", "a")).as(why).isEqualTo("ANY /a/a");
      assertThat(route(chosen, "GET", "a", "b")).as(why).isEqualTo("GET /a/{v2}");
      assertThat(route(chosen, "GET", "b", "a", "b")).as(why).isEqualTo("GET /{v1}/a/{v3}");
      assertThat(route(chosen, "GET", "a", "a", "b", "c", "d"))
          .as(why)
          .isEqualTo("GET /a/a/{v3}/{rest+}");
    }
  }

  private static String route(HttpRoutes routes, String method, String... segments) {
    return routes.find(method, List.of(segments)).orElseThrow().routeKey();
  }
}
