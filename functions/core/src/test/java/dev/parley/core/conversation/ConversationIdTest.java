package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ConversationIdTest {
  @Test
  void aNameInFullTellsWorkspaceAndConversation() {
    ConversationId pair = ConversationId.between("legal-portal", "vera", "lev");
    assertThat(pair.inFull()).isEqualTo("legal-portal#" + pair.value());
    ConversationId random = ConversationId.random("w", new SecureRandom());
    for (ConversationId id : new ConversationId[] {pair, random}) {
      assertThat(ConversationId.ofFull(id.inFull())).isEqualTo(id);
    }
  }
}
