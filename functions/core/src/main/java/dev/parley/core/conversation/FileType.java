package dev.parley.core.conversation;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The types of files that Parley knows, and how each begins. A file that begins as its type says
 * may still be broken behind that, or something else besides: this keeps out what is merely called
 * an image.
 */
public enum FileType {
  JPEG("image/jpeg", "\377\330\377"),
  PNG("image/png", "\211PNG\r\n\032\n"),
  GIF("image/gif", "GIF87a|GIF89a"),
  WEBP("image/webp", "RIFF????WEBP"),
  HEIC("image/heic", brands("heic", "heix", "heim", "heis", "mif1", "msf1")),
  PDF("application/pdf", "%PDF-"),
  MP4(
      "video/mp4",
      brands(
          "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "dash", "MSNV")),
  QUICKTIME("video/quicktime", "????ftypqt  |????moov|????mdat|????wide|????free"),
  MP3("audio/mpeg", "ID3|\377\373|\377\372|\377\363|\377\362"),
  /** Opus comes in it, too. */
  OGG("audio/ogg", "OggS"),
  M4A("audio/mp4", brands("M4A ", "M4B ", "mp42", "mp41", "isom", "iso2", "iso5", "iso6", "dash")),
  WAV("audio/wav", "RIFF????WAVE"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", office("word/")),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", office("xl/")),
  PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", office("ppt/")),
  ZIP("application/zip", "PK\3\4|PK\5\6"),
  /** Begins with anything that is text. */
  TEXT("text/plain", "") {
    @Override
    public boolean accepts(ByteBuffer beginning) {
      return isText(beginning);
    }
  };

  /** How much of a file has to be looked at. */
  public static final int BEGINNING_BYTES = 4_096;

  private static final char ANY = '?';
  private static final String OR = "|";

  private final String mediaType;
  private final String beginnings;

  /**
   * @param beginnings a character for each byte, {@code ?} for any, and {@code |} between several
   */
  FileType(String mediaType, String beginnings) {
    this.mediaType = mediaType;
    this.beginnings = beginnings;
  }

  /** The type of a name such as {@code image/png}; empty when Parley does not know it. */
  public static Optional<FileType> named(String mediaType) {
    return Arrays.stream(values()).filter(one -> one.mediaType.equals(mediaType)).findFirst();
  }

  public String mediaType() {
    return mediaType;
  }

  /**
   * Whether a file of this type can begin so.
   *
   * @param beginning its first {@link #BEGINNING_BYTES}, or all of it if it is shorter
   */
  public boolean accepts(ByteBuffer beginning) {
    return Arrays.stream(beginnings.split(Pattern.quote(OR)))
        .anyMatch(one -> begins(beginning, one));
  }

  private static boolean begins(ByteBuffer file, String described) {
    return described.length() <= file.remaining()
        && IntStream.range(0, described.length())
            .allMatch(
                at ->
                    described.charAt(at) == ANY
                        || described.charAt(at)
                            == Byte.toUnsignedInt(file.get(file.position() + at)));
  }

  /** UTF-8 without a zero byte; the last character may be cut where the beginning ends. */
  private static boolean isText(ByteBuffer beginning) {
    boolean whole = beginning.remaining() < BEGINNING_BYTES;
    CharBuffer text = CharBuffer.allocate(beginning.remaining());
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(beginning.duplicate(), text, whole);
    return !result.isError() && text.flip().chars().noneMatch(unit -> unit == 0);
  }

  /** Of the ISO base media file format, which many types share: a box that names the brand. */
  private static String brands(String... brands) {
    return Arrays.stream(brands).map(brand -> "????ftyp" + brand).collect(Collectors.joining(OR));
  }

  /** A zip file of Office Open XML, told from others by the name of its first part. */
  private static String office(String folder) {
    return Stream.of("[Content_Types].xml", "_rels/", "docProps/", "customXml/", folder)
        .map(part -> "PK\3\4??????????????????????????" + part)
        .collect(Collectors.joining(OR));
  }
}
