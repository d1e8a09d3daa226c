package dev.parley.local.bucket;

import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Deletes up to a thousand objects with one call. */
final class ManyDeleted {
  static final int MOST = 1000;

  private record Asked(List<String> keys, boolean quiet) {}

  private ManyDeleted() {}

  static Reply answer(Bucket bucket, Call call) throws IOException, Refusal {
    // Verifies the checksum, of which this call must have one.
    Upload body = Upload.of(call, "");
    boolean checked =
        call.header("Content-MD5").isPresent()
            || call.headers().keySet().stream().anyMatch(it -> it.startsWith("x-amz-checksum-"))
            || call.header("x-amz-trailer").isPresent();
    if (!checked) {
      throw new Refusal(
          400, "InvalidRequest", "Missing required header for this request: Content-MD5");
    }
    Asked asked = read(body.content());
    Xml xml = new Xml().root("DeleteResult");
    for (String key : asked.keys()) {
      bucket.delete(key, Bucket.Precondition.NONE);
      if (!asked.quiet()) {
        xml.open("Deleted").leaf("Key", key).close("Deleted");
      }
    }
    return Reply.of(200, "application/xml", xml.close("DeleteResult").toString());
  }

  private static Asked read(byte[] body) throws Refusal {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    List<String> keys = new ArrayList<>();
    boolean quiet = false;
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "Key" -> keys.add(xml.getElementText());
            case "Quiet" -> quiet = Boolean.parseBoolean(xml.getElementText().strip());
            case "VersionId", "ETag", "LastModifiedTime", "Size" ->
                throw Refusal.notImplemented(xml.getLocalName());
            default -> {}
          }
        }
      }
    } catch (XMLStreamException e) {
      throw malformed();
    }
    if (keys.isEmpty() || keys.size() > MOST) {
      throw malformed();
    }
    return new Asked(keys, quiet);
  }

  private static Refusal malformed() {
    return new Refusal(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }
}
