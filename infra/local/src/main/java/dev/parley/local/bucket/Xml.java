package dev.parley.local.bucket;

/** Writes an XML document of S3. */
final class Xml {
  static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  /** Opens the outermost element, in S3's namespace. */
  Xml root(String tag) {
    text.append('<').append(tag).append(" xmlns=\"").append(NAMESPACE).append("\">");
    return this;
  }

  Xml open(String tag) {
    text.append('<').append(tag).append('>');
    return this;
  }

  Xml close(String tag) {
    text.append("</").append(tag).append('>');
    return this;
  }

  Xml leaf(String tag, Object value) {
    open(tag);
    String.valueOf(value).codePoints().forEach(this::escaped);
    return close(tag);
  }

  private void escaped(int c) {
    switch (c) {
      case '&' -> text.append("&amp;");
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '"' -> text.append("&quot;");
      default -> {
        // As S3 does, although XML 1.0 has no word for most of these.
        if (c < ' ') {
          text.append("&#x").append(Integer.toHexString(c)).append(';');
        } else {
          text.appendCodePoint(c);
        }
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
