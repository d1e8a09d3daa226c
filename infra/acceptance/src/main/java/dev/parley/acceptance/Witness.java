package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;

/** Sees everything that passes between a client and Parley. */
public interface Witness {
  /** A witness that looks away. */
  Witness NONE =
      new Witness() {
        @Override
        public void answered(String method, String path, Response response) {}

        @Override
        public void sent(String frame) {}

        @Override
        public void received(JsonNode frame) {}
      };

  /**
   * @param path as called, with its query
   */
  void answered(String method, String path, Response response);

  /** A frame left; it may be anything, JSON or not. */
  void sent(String frame);

  void received(JsonNode frame);
}
