package dev.parley.local.bucket;

import dev.parley.local.endpoint.Call;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.MultipartParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A browser's form: the fields up to the file, and the file. What comes after the file is ignored.
 *
 * @param fields by their names in lower case
 * @param fileName without the folders of the browser's machine
 */
record Form(Map<String, String> fields, String fileName, byte[] file) {
  /** All fields before the file together. */
  static final int LONGEST_FIELDS = 20 * 1024;

  private static final ByteBufferPool BUFFERS = new DefaultByteBufferPool(false, 16 * 1024);

  static boolean isOne(Call call) {
    return call.header("Content-Type").orElse("").startsWith("multipart/form-data");
  }

  static Form read(Call call) throws Refusal {
    String type = call.header("Content-Type").orElse("");
    String boundary = Headers.extractQuotedValueFromHeader(type, "boundary");
    if (boundary == null) {
      throw malformed();
    }
    Parts parts = new Parts();
    MultipartParser.ParseState parsing =
        MultipartParser.beginParse(
            BUFFERS, parts, boundary.getBytes(StandardCharsets.US_ASCII), "UTF-8");
    try {
      parsing.parse(ByteBuffer.wrap(call.body()));
    } catch (IOException | RuntimeException e) {
      // The parser's own exceptions for what it cannot read are of many types.
      throw malformed();
    }
    if (!parsing.isComplete()) {
      throw malformed();
    }
    return parts.form();
  }

  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  String required(String name) throws Refusal {
    String value = fields.get(name.toLowerCase(Locale.ROOT));
    if (value == null) {
      throw Refusal.invalidArgument(
          "Bucket POST must contain a field named '"
              + name
              + "'.  If it is specified, please check the order of the fields.",
          name,
          "");
    }
    return value;
  }

  private static Refusal malformed() {
    return new Refusal(
        400,
        "MalformedPOSTRequest",
        "The body of your POST request is not well-formed multipart/form-data.");
  }

  /** Collects the parts as the parser finds them. */
  private static final class Parts implements MultipartParser.PartHandler {
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final ByteArrayOutputStream current = new ByteArrayOutputStream();
    private String name = "";
    private String fileName = "";
    private byte[] file;
    private long length;
    private boolean nameless;

    @Override
    public void beginPart(HeaderMap headers) {
      current.reset();
      String disposition = headers.getFirst(Headers.CONTENT_DISPOSITION);
      String given =
          disposition == null ? null : Headers.extractQuotedValueFromHeader(disposition, "name");
      nameless |= given == null;
      name = given == null ? "" : given.toLowerCase(Locale.ROOT);
      if (name.equals("file") && file == null) {
        String path = Headers.extractQuotedValueFromHeader(disposition, "filename");
        fileName = path == null ? "" : path.replaceFirst("(?s).*[/\\\\]", "");
      }
    }

    @Override
    public void data(ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      current.writeBytes(bytes);
    }

    @Override
    public void endPart() {
      if (file != null) {
        return;
      }
      if (name.equals("file")) {
        file = current.toByteArray();
      } else {
        length += name.length() + current.size();
        fields.put(name, current.toString(StandardCharsets.UTF_8));
      }
    }

    Form form() throws Refusal {
      if (nameless) {
        throw malformed();
      }
      if (length > LONGEST_FIELDS) {
        throw new Refusal(
                400,
                "MaxPostPreDataLengthExceeded",
                "Your POST request fields preceding the upload file were too large.")
            .with("MaxPostPreDataLengthBytes", LONGEST_FIELDS);
      }
      if (file == null) {
        throw Refusal.invalidArgument(
            "POST requires exactly one file upload per request.", "file", 0);
      }
      return new Form(fields, fileName, file);
    }
  }
}
