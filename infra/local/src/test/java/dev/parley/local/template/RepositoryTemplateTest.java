package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The template of this repository is understood completely. */
class RepositoryTemplateTest {
  private static final Path FILE =
      Path.of(System.getProperty("parley.root", "../..")).resolve("template.yaml");

  @Test
  void itResolvesWithItsDefaults() {
    Template template = Template.read(FILE);
    var addressed = template.addressed(Map.of());
    var addresses =
        Addresses.none()
            .api(addressed.socketApis().getFirst(), "127.0.0.1", 2)
            .api(addressed.httpApis().getFirst(), "127.0.0.1", 1)
            .pool(addressed.pools().getFirst(), "127.0.0.1", 3);
    Stack stack = template.resolve(Map.of(), addresses);
    String issuer = "http://127.0.0.1:3/" + addressed.pools().getFirst();
    assertThat(stack.outputs())
        .containsEntry("SocketUrl", "ws://127.0.0.1:2/live")
        .containsEntry("HttpUrl", "http://127.0.0.1:1")
        .containsEntry("Issuer", issuer);
    assertThat(stack.httpApis().getFirst().authorizers().values())
        .singleElement()
        .isEqualTo(
            new HttpApiResource.JwtAuthorizer(
                issuer, stack.userPools().getFirst().clientIds(), "$request.header.Authorization"));
    assertThat(stack.functions())
        .allSatisfy(
            it ->
                assertThat(it.environment())
                    .containsEntry("SOCKET_ENDPOINT", "http://127.0.0.1:2/live"));
    assertThat(stack.tables()).isNotEmpty();
    assertThat(stack.httpApis().getFirst().routes())
        .allSatisfy(
            it ->
                assertThat(it.authorizer().isEmpty())
                    .isEqualTo(it.path().startsWith("/webhooks/")));
  }

  @Test
  void anIssuerOfOnesOwnMakesThePoolSuperfluous() {
    var parameters = Map.of("JwtIssuer", "https://id.example", "JwtAudience", "web");
    Stack stack = Template.read(FILE).resolve(parameters, Addresses.none());
    assertThat(stack.userPools()).isEmpty();
    assertThat(stack.outputs()).containsEntry("Issuer", "https://id.example");
  }
}
