package io.detsguard.http.reference;

import io.micronaut.http.MediaType;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The files there are. Only these are served, whatever a caller asks for; all of them come from the
 * program's own jars.
 */
enum ReferenceFile {
  DOCUMENT("openapi.yml", "/META-INF/swagger/", ReferenceController.YAML),
  PAGE("page.html", Places.OURS, "text/html;charset=utf-8"),
  SCRIPT("page.js", Places.OURS, "text/javascript;charset=utf-8"),
  VIEWER("swagger-ui-bundle.js", Places.SWAGGER_UI, "text/javascript;charset=utf-8"),
  STYLE("swagger-ui.css", Places.SWAGGER_UI, "text/css;charset=utf-8"),
  ICON("favicon-32x32.png", Places.SWAGGER_UI, "image/png");

  private final String fileName;
  private final String place;
  private final String mediaType;

  ReferenceFile(String fileName, String place, String mediaType) {
    this.fileName = fileName;
    this.place = place;
    this.mediaType = mediaType;
  }

  /** Where files lie among the classes. */
  private static final class Places {
    static final String OURS = "/io/detsguard/http/reference/";

    /** The number is the version of the library that the build takes. */
    static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.32.0/";
  }

  static Optional<ReferenceFile> named(String fileName) {
    return Arrays.stream(values()).filter(file -> file.fileName.equals(fileName)).findFirst();
  }

  MediaType mediaType() {
    return MediaType.of(mediaType);
  }

  byte[] bytes() throws IOException {
    try (InputStream stream = ReferenceFile.class.getResourceAsStream(place + fileName)) {
      if (stream == null) {
        throw new FileNotFoundException(fileName);
      }
      return stream.readAllBytes();
    }
  }
}
