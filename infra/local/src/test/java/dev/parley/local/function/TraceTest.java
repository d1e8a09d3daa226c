package dev.parley.local.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;"
          + "Lineage=a87bd80c:1|1:68fd508a:5";

  @Test
  void aHeaderIsWrittenAsItWasRead() {
    assertThat(Trace.parse(HEADER).orElseThrow().header()).isEqualTo(HEADER);
    assertThat(Trace.parse(HEADER).orElseThrow().lineage())
        .containsEntry("a87bd80c", 1)
        .containsEntry("1:68fd508a", 5);
  }

  @Test
  void aChainThatBeginsHasARootAndNoLineage() {
    Trace begun = Trace.begun(Instant.ofEpochSecond(1));
    assertThat(begun.header())
        .matches("Root=1-00000001-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
    assertThat(begun.count("arn:f")).isZero();
  }

  @Test
  void eachFunctionIsCountedForItself() {
    Trace chain = Trace.parse(HEADER).orElseThrow().invoked("arn:f").invoked("arn:g");
    chain = Trace.parse(chain.invoked("arn:f").header()).orElseThrow();
    assertThat(chain.count("arn:f")).isEqualTo(2);
    assertThat(chain.count("arn:g")).isEqualTo(1);
    assertThat(chain.fields()).containsEntry("Root", "1-5759e988-bd862e3fe1be46a994272793");
  }

  @Test
  void anEventOfSeveralChainsCountsWithTheLongest() {
    Trace one = Trace.begun(Instant.EPOCH).invoked("arn:f");
    Trace two = Trace.begun(Instant.EPOCH).invoked("arn:f").invoked("arn:f").invoked("arn:g");
    Trace merged = Trace.merged(List.of(one, two)).orElseThrow();
    assertThat(merged.count("arn:f")).isEqualTo(2);
    assertThat(merged.count("arn:g")).isEqualTo(1);
    assertThat(merged.fields()).isEqualTo(one.fields());
    assertThat(Trace.merged(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "junk", ";;=", "Sampled=1", "Root=1-1-1;Lineage=a", "Root=1;Lineage=a:x"})
  void whatIsNoChainBeginsAnother(String header) {
    assertThat(Trace.parse(header)).isEmpty();
  }
}
