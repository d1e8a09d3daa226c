package dev.parley.local.template;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the APIs, pools and queues of a template are on this machine, instead of at their AWS
 * addresses.
 */
public final class Addresses {
  private final Map<String, String> local = new LinkedHashMap<>();

  private Addresses() {}

  /** No local address: resolved texts keep the addresses that they would have on AWS. */
  public static Addresses none() {
    return new Addresses();
  }

  /** The WebSocket API or HTTP API with this id is at {@code host:port}. */
  public Addresses api(String apiId, String host, int port) {
    local.put("https://" + Aws.apiHost(apiId), "http://" + host + ":" + port);
    local.put("wss://" + Aws.apiHost(apiId), "ws://" + host + ":" + port);
    return this;
  }

  /** The user pool with this id issues its tokens at {@code host:port}. */
  public Addresses pool(String poolId, String host, int port) {
    local.put("https://" + Aws.poolHost(poolId), "http://" + host + ":" + port + "/" + poolId);
    return this;
  }

  /** The queues of the account are at {@code host:port}, at the paths that they have on AWS. */
  public Addresses queues(String host, int port) {
    String path = "/" + Aws.ACCOUNT + "/";
    local.put("https://" + Aws.queueHost() + path, "http://" + host + ":" + port + path);
    return this;
  }

  String localise(String text) {
    String result = text;
    for (var address : local.entrySet()) {
      result = result.replace(address.getKey(), address.getValue());
    }
    return result;
  }
}
