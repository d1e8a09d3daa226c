package dev.parley.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The SDK's HTTP clients, as far as their jars are on this process's path. */
enum HttpClients {
  /** Parley's own, in its jar. */
  APACHE("apache.ApacheSdkHttpService"),
  URL_CONNECTION("urlconnection.UrlConnectionSdkHttpService", "url-connection-client"),
  AWS_CRT("crt.AwsCrtSdkHttpService", "aws-crt-client", "aws-crt", "crt-core"),
  /** Has no blocking client: each call is waited for. */
  NETTY(
      "nio.netty.NettySdkAsyncHttpService",
      "netty-nio-client",
      "netty-common",
      "netty-buffer",
      "netty-transport",
      "netty-resolver",
      "netty-codec",
      "netty-codec-http",
      "netty-codec-http2",
      "netty-handler",
      "netty-transport-native-unix-common",
      "netty-transport-classes-epoll");

  /** What Parley's functions use, and so the floor's. */
  static final HttpClients PARLEYS = APACHE;

  private final String service;
  private final List<String> artifacts;

  HttpClients(String service, String... artifacts) {
    this.service = "software.amazon.awssdk.http." + service;
    this.artifacts = List.of(artifacts);
  }

  /** The class that makes the client. */
  String service() {
    return service;
  }

  /** Its name in the table. */
  String text() {
    return switch (this) {
      case URL_CONNECTION -> "url-connection-client";
      case APACHE -> "apache-client";
      case AWS_CRT -> "aws-crt-client";
      case NETTY -> "netty-nio-client";
    };
  }

  boolean isHere() {
    return jars().size() == artifacts.size();
  }

  /** What it needs beside Parley's jar. */
  List<String> jars() {
    return artifacts.stream().flatMap(HttpClients::jar).toList();
  }

  /** The jar of an artifact on this process's path. */
  static Stream<String> jar(String artifact) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            path ->
                Path.of(path)
                    .getFileName()
                    .toString()
                    .matches(artifact + "-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
        .limit(1);
  }
}
