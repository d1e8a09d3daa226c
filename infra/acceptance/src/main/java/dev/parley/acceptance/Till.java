package dev.parley.acceptance;

import dev.parley.local.LocalCloud;
import dev.parley.provider.ProviderProcess;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Where the demo's money comes in and leaves: a sandbox provider in a process of its own, with keys
 * that were made for this start.
 */
final class Till implements AutoCloseable {
  /** The one workspace that the provider tells of what happens: it knows one address. */
  static final String WORKSPACE = "legal-portal";

  private static final int KEY_BYTES = 32;

  private final ProviderProcess process;
  private final String key;
  private final String webhookKey;

  private Till(ProviderProcess process, String key, String webhookKey) {
    this.process = process;
    this.key = key;
    this.webhookKey = webhookKey;
  }

  /** Starts the provider, which ends with this process, however that ends. */
  static Till open(DemoSettings settings) {
    SecureRandom random = new SecureRandom();
    String key = "key_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random));
    String webhookKey = "whsec_" + Base64.getEncoder().encodeToString(bytes(random));
    return new Till(
        ProviderProcess.start(
            settings.providerPort(), key, settings.data().map(data -> data.resolve("provider"))),
        key,
        webhookKey);
  }

  private static byte[] bytes(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Has a cloud that is not started yet use the provider. */
  void serve(LocalCloud.Builder cloud) {
    cloud
        .parameter("PaymentProvider", "sandbox")
        .parameter("PaymentEndpoint", process.address().toString())
        .parameter("PaymentKey", key)
        .parameter("PaymentWebhookKeys", webhookKey);
  }

  /** Has the provider tell the cloud, now that it runs, and keep its time. */
  void tell(LocalCloud cloud) {
    client()
        .tell(
            URI.create(cloud.outputs().get("HttpUrl") + "/webhooks/payments/" + WORKSPACE),
            webhookKey,
            URI.create(cloud.servicesEndpoint() + "/_local/clock"));
  }

  ProviderClient client() {
    return new ProviderClient(process.address());
  }

  @Override
  public void close() {
    process.close();
  }
}
