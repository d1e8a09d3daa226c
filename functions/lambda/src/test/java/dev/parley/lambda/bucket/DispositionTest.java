package dev.parley.lambda.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DispositionTest {
  @Test
  void aPlainNameIsShownPlainly() {
    assertThat(Disposition.attachment("lease 2.pdf"))
        .isEqualTo("attachment; filename=\"lease 2.pdf\"; filename*=UTF-8''lease%202.pdf");
  }

  @Test
  void aNameInAnyScriptIsEncodedAndLeavesItsShapeInAscii() {
    assertThat(Disposition.attachment("Договор €.pdf"))
        .isEqualTo(
            "attachment; filename=\"_______ _.pdf\";"
                + " filename*=UTF-8''%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%20%E2%82%AC.pdf");
    assertThat(Disposition.attachment("👩.jpg"))
        .isEqualTo("attachment; filename=\"_.jpg\"; filename*=UTF-8''%F0%9F%91%A9.jpg");
  }

  @Test
  void nothingInANameEndsTheHeaderOrTheQuotes() {
    String nasty = "a\"; filename=evil.exe\r\nSet-Cookie: x=1\\%00'*;.pdf";
    assertThat(Disposition.attachment(nasty))
        .isEqualTo(
            "attachment; filename=\"a__ filename=evil.exe__Set-Cookie_ x=1__00'__.pdf\";"
                + " filename*=UTF-8''a%22%3B%20filename%3Devil.exe%0D%0ASet-Cookie%3A%20x%3D1"
                + "%5C%2500%27%2A%3B.pdf");
  }
}
