package dev.parley.local.gateway;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;

/** What AWS would tell nobody, or only its execution log, and a developer at this machine needs. */
record GatewayLog(Consumer<String> lines) {
  void refusedHandshake(int status, String why) {
    String level = status < 500 ? "[INFO]" : "[WARN]";
    lines.accept(level + " handshake refused with " + status + ": " + why);
  }

  void refusedRequest(int status, String why) {
    String level = status < 500 ? "[INFO]" : "[WARN]";
    lines.accept(level + " request refused with " + status + ": " + why);
  }

  void noKeys(String issuer, Exception why) {
    lines.accept("[WARN] no keys from " + issuer + ": " + why);
  }

  /** A defect of the local cloud itself. */
  void broke(String what, RuntimeException defect) {
    StringWriter trace = new StringWriter();
    defect.printStackTrace(new PrintWriter(trace));
    lines.accept("[ERROR] " + what + " broke: " + trace.toString().stripTrailing());
  }
}
