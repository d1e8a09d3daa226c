package dev.parley.lambda.wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.Evidence;
import dev.parley.core.consultation.Stage;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes and reads packs of evidence: records as they are, so that hashes can be made anew from
 * what stands there. A change of the form of these records is a new {@code format}.
 */
public final class EvidencePack {
  private static final String FORMAT = "parley/evidence/2";

  /** Its lines bear no digest of legs. */
  private static final String FORMER = "parley/evidence/1";

  /** Which case of a sealed type an object is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Named {}

  /** Made when a pack is written or read: nobody else needs it. */
  private static final class Mapper {
    private static final JsonMapper JSON = mapper();
  }

  private record Pack(String format, Evidence evidence) {}

  private EvidencePack() {}

  public static byte[] write(Evidence evidence) {
    try {
      return Mapper.JSON.writeValueAsBytes(new Pack(FORMAT, evidence));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record cannot be written", e);
    }
  }

  /**
   * Reads what {@link #write} has written, in the format before this one, too.
   *
   * @throws Refused {@code invalid_json} for anything else
   */
  public static Evidence read(String json) {
    try {
      Pack pack = Mapper.JSON.readValue(json, Pack.class);
      boolean isKnown = FORMAT.equals(pack.format()) || FORMER.equals(pack.format());
      if (isKnown && pack.evidence() != null) {
        return pack.evidence();
      }
    } catch (JsonProcessingException e) {
      throw Refused.of(Code.INVALID_JSON, "This is no pack of evidence: " + e.getOriginalMessage());
    }
    throw Refused.of(
        Code.INVALID_JSON, "This is no pack of evidence of the format " + FORMAT + ".");
  }

  private static JsonMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    List.of(Content.class, Stage.class, Counterpart.class, Due.class)
        .forEach(
            type -> {
              builder.addMixIn(type, Named.class);
              cases(type)
                  .forEach(it -> builder.registerSubtypes(new NamedType(it, it.getSimpleName())));
            });
    return builder.build();
  }

  private static Stream<Class<?>> cases(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(EvidencePack::cases)
        : Stream.of(type);
  }
}
