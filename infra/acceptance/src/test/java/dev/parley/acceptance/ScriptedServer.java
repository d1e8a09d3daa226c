package dev.parley.acceptance;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A server that answers each frame as a test wants; {@code /401} and the like refuse. */
final class ScriptedServer implements AutoCloseable {
  final CompletableFuture<String> origin = new CompletableFuture<>();

  private final Function<String, List<String>> script;
  private final Undertow server;

  ScriptedServer(Function<String, List<String>> script) {
    this.script = script;
    this.server =
        Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(this::handle).build();
    server.start();
  }

  URI url(String path) {
    int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    return URI.create("ws://127.0.0.1:" + port + path);
  }

  private void handle(HttpServerExchange exchange) throws Exception {
    String path = exchange.getRequestPath();
    if (path.matches("/[0-9]+")) {
      exchange.setStatusCode(Integer.parseInt(path.substring(1)));
      exchange.endExchange();
    } else {
      Handlers.websocket(this::open).handleRequest(exchange);
    }
  }

  private void open(WebSocketHttpExchange exchange, WebSocketChannel channel) {
    origin.complete(String.valueOf(exchange.getRequestHeader("Origin")));
    channel.getReceiveSetter().set(new Listener());
    channel.resumeReceives();
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Listener extends AbstractReceiveListener {
    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
      for (String frame : script.apply(message.getData())) {
        WebSockets.sendText(frame, channel, null);
      }
    }
  }
}
