package dev.parley.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FilePolicyTest {
  private final FilePolicy policy = new FilePolicy(Set.of("image/png"), 1_000, 5);

  @Test
  void aFileOfTheGreatestLengthIsAllowedAndOneByteMoreIsNot() {
    assertThatCode(() -> policy.require("image/png", 1_000)).doesNotThrowAnyException();
    refused(() -> policy.require("image/png", 1_001), Code.TOO_LARGE, "bytes");
  }

  @Test
  void onlyTheTypesOfTheWorkspaceAreAllowed() {
    refused(() -> policy.require("image/jpeg", 1), Code.NOT_ALLOWED, "type");
    refused(() -> policy.require("image/png;a=b", 1), Code.NOT_ALLOWED, "type");
  }

  @Test
  void whoSaysNothingGetsWhatPeopleUsuallySendOf25Megabytes() {
    assertThatCode(() -> FilePolicy.DEFAULT.require("application/pdf", 25 * 1_024 * 1_024))
        .doesNotThrowAnyException();
    refused(
        () -> FilePolicy.DEFAULT.require("image/heic", 25 * 1_024 * 1_024 + 1),
        Code.TOO_LARGE,
        "bytes");
    refused(() -> FilePolicy.DEFAULT.require("application/zip", 1), Code.NOT_ALLOWED, "type");
  }

  private static void refused(ThrowingCallable call, Code code, String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.field()).isEqualTo(Optional.of(field));
            });
  }
}
