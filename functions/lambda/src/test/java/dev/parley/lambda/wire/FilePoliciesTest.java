package dev.parley.lambda.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.conversation.FileType;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.FilePolicy;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePoliciesTest {
  @Test
  void aPolicyIsReadAsItIsWritten() {
    assertThat(read("{\"types\":[\"image/png\"],\"mostBytes\":104857600,\"perDay\":1}"))
        .isEqualTo(new FilePolicy(Set.of("image/png"), 104_857_600, 1));
    assertThat(read("{\"types\":[],\"mostBytes\":1,\"perDay\":1}").types()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'types':['text/html'],'mostBytes':1,'perDay':1} | types",
        "{'types':['image/png','IMAGE/PNG'],'mostBytes':1,'perDay':1} | types",
        "{'types':'image/png','mostBytes':1,'perDay':1} | types",
        "{'types':['image/png'],'mostBytes':104857601,'perDay':1} | mostBytes",
        "{'types':['image/png'],'mostBytes':0,'perDay':1} | mostBytes",
        "{'types':['image/png'],'mostBytes':1,'perDay':0} | perDay"
      })
  void aMistakeIsNamed(String json, String field) {
    assertThatThrownBy(() -> read(json.replace('\'', '"')))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(Code.INVALID_FIELD);
              assertThat(refused.field()).isEqualTo(Optional.of(field));
            });
  }

  @Test
  void whatWorkspacesHaveThatSayNothingIsKnown() {
    assertThat(FilePolicy.DEFAULT.types())
        .allMatch(type -> FileType.named(type).isPresent())
        .isNotEmpty();
  }

  private static FilePolicy read(String json) {
    Fields fields = Fields.of(json);
    FilePolicy policy = FilePolicies.read(fields);
    fields.end();
    return policy;
  }
}
