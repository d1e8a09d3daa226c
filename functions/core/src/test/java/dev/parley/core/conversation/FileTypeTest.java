package dev.parley.core.conversation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileTypeTest {
  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

  /** First bytes of real files, by the type they are of. */
  private static final Map<String, byte[]> FILES = files();

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("image/jpeg", hex("ffd8ffe000104a46494600010101006000600000ffdb"));
    files.put("image/png", hex("89504e470d0a1a0a0000000d494844520000000100000001"));
    files.put("image/gif", hex("47494638396101000100800000"));
    files.put("image/webp", hex("524946462400000057454250565038201800000030"));
    files.put("image/heic", hex("00000024667479706865696300000000686569636d696631"));
    files.put("application/pdf", "%PDF-1.7\n%\u00e2\u00e3".getBytes(ISO_8859_1));
    files.put("video/mp4", hex("000000206674797069736f6d0000020069736f6d69736f32"));
    files.put("video/quicktime", hex("00000014667479707174202000000000717420200000"));
    files.put("audio/mpeg", hex("49443304000000000023545353450000000f"));
    files.put("audio/ogg", hex("4f67675300020000000000000000a1b2c3d4000000004f707573"));
    files.put("audio/mp4", hex("00000018667479704d344120000002004d344120"));
    files.put("audio/wav", hex("524946462400000057415645666d742010000000"));
    files.put(OFFICE + "wordprocessingml.document", zip("word/document.xml"));
    files.put(OFFICE + "spreadsheetml.sheet", zip("xl/workbook.xml"));
    files.put(OFFICE + "presentationml.presentation", zip("ppt/presentation.xml"));
    files.put("application/zip", zip("photos/1.jpg"));
    files.put("text/plain", "Добрый день!\r\n".getBytes(UTF_8));
    return files;
  }

  static Stream<String> types() {
    return Arrays.stream(FileType.values()).map(FileType::mediaType);
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeTakesAFileThatIsOne(String type) {
    assertThat(FILES).containsKey(type);
    assertThat(accepts(type, FILES.get(type))).isTrue();
  }

  /**
   * Containers are shared: a zip holds the office types, and a film may be called by another name.
   */
  @ParameterizedTest
  @MethodSource("types")
  void noTypeTakesWhatIsOfAnother(String type) {
    Set<String> takers =
        types().filter(other -> accepts(other, FILES.get(type))).collect(Collectors.toSet());
    takers.remove(type);
    Set<String> expected =
        type.startsWith(OFFICE)
            ? Set.of("application/zip")
            : switch (type) {
              case "video/mp4" -> Set.of("audio/mp4");
              default -> Set.of();
            };
    assertThat(takers).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("types")
  void noTypeTakesNothingOrWhatEndsTooEarlyOrAProgram(String type) {
    if (!type.equals("text/plain")) {
      assertThat(accepts(type, new byte[0])).isFalse();
      assertThat(accepts(type, Arrays.copyOf(FILES.get(type), 2))).isFalse();
      assertThat(accepts(type, "<html><script>alert(1)</script>".getBytes(UTF_8))).isFalse();
    }
    assertThat(accepts(type, hex("4d5a90000300000004000000ffff0000"))).isFalse();
    assertThat(accepts(type, hex("7f454c4602010100000000000000000000"))).isFalse();
  }

  @Test
  void anOfficeFileMayBeginWithAnyOfItsCommonParts() {
    for (String part : new String[] {"[Content_Types].xml", "_rels/.rels", "docProps/app.xml"}) {
      assertThat(accepts(OFFICE + "wordprocessingml.document", zip(part))).isTrue();
    }
    for (String part : new String[] {"META-INF/MANIFEST.MF", "xl/workbook.xml", "evil.exe"}) {
      assertThat(accepts(OFFICE + "wordprocessingml.document", zip(part))).isFalse();
    }
  }

  @Test
  void textIsUtf8WithoutAZeroByte() {
    assertThat(accepts("text/plain", "".getBytes(UTF_8))).isTrue();
    assertThat(accepts("text/plain", "a\0b".getBytes(UTF_8))).isFalse();
    assertThat(accepts("text/plain", "Größe".getBytes(ISO_8859_1))).isFalse();
    assertThat(accepts("text/plain", hex("c3"))).isFalse();
  }

  @Test
  void aCharacterMayBeCutWhereTheBeginningEndsAndNowhereElse() {
    byte[] cut = Arrays.copyOf(("a" + "я".repeat(4_096)).getBytes(UTF_8), 4_096);
    assertThat(accepts("text/plain", cut)).isTrue();
    assertThat(accepts("text/plain", Arrays.copyOf(cut, 4_094))).isFalse();
    cut[100] = (byte) 0xff;
    assertThat(accepts("text/plain", cut)).isFalse();
  }

  @Test
  void aTypeThatNobodyKnowsHasNoName() {
    assertThat(FileType.named("image/svg+xml")).isEmpty();
    assertThat(FileType.named("text/html")).isEmpty();
    assertThat(FileType.named("IMAGE/PNG")).isEmpty();
    assertThat(FileType.named("image/png")).contains(FileType.PNG);
  }

  private static boolean accepts(String type, byte[] beginning) {
    return FileType.named(type).orElseThrow().accepts(ByteBuffer.wrap(beginning));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] zip(String firstPart) {
    byte[] header = hex("504b0304140000000800000021000000000000000000000000000000" + "0000");
    byte[] name = firstPart.getBytes(UTF_8);
    byte[] zip = Arrays.copyOf(header, header.length + name.length + 8);
    System.arraycopy(name, 0, zip, header.length, name.length);
    return zip;
  }
}
