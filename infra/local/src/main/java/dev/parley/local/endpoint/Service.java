package dev.parley.local.endpoint;

/** Answers the calls of one AWS service, on as many threads as there are calls. */
@FunctionalInterface
public interface Service {
  /** What it throws is answered with 500 and logged. */
  Reply answer(Call call) throws Exception;
}
